package alrc.jobs.ledger.lock;

import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.storage.Storage;
import alrc.settings.UserMistake;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The lock on a sweep's output: one process at a time runs a sweep there.
 *
 * <p>The lock is the file {@code lock-N.json}, taken as {@link LockTake} says. Its owner rewrites
 * it as a sign of life. An owner whose file is gone or replaced has lost the lock: its sweep stops.
 */
public final class OutputLock implements AutoCloseable {
  private static final Timing TIMING = new Timing(Duration.ofSeconds(5), Duration.ofSeconds(90));
  private static final Duration GLANCE = TIMING.beat().multipliedBy(2).plusSeconds(2);

  private static final String REMOVED = "its lock was removed";
  private static final String GONE = "was deleted or moved while it was written";

  private final LockFiles files;
  private final String output;
  private final int number;
  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "lock");
            thread.setDaemon(true);
            return thread;
          });
  private LockNote note;
  private boolean complained;
  private @Nullable String loss;
  private Runnable onLoss = () -> {};

  /**
   * How an owner shows to other machines that it is alive.
   *
   * @param beat time between two writes of its file
   * @param watch time without a write after which another machine takes it for dead
   */
  record Timing(Duration beat, Duration watch) {}

  private OutputLock(LockFiles files, String output, int number, LockNote note) {
    this.files = files;
    this.output = output;
    this.number = number;
    this.note = note;
  }

  /**
   * Locks an output. Waits while it is not known whether an owner on another machine is alive.
   *
   * @throws UserMistake naming the owner, if it is alive
   */
  public static OutputLock take(SweepFolder folder) throws IOException {
    return take(folder, TIMING);
  }

  static OutputLock take(SweepFolder folder, Timing timing) throws IOException {
    LockFiles files = new LockFiles(folder, timing.watch());
    String id = UUID.randomUUID().toString();
    LockNote note = LockNote.of(id, ProcessMark.current(), Instant.now().toString());
    int number = new LockTake(files, folder.address(), timing.watch()).take(note);
    OutputLock lock = new OutputLock(files, folder.address(), number, note);
    long beat = timing.beat().toMillis();
    var unused = lock.heart.scheduleAtFixedRate(lock::beat, beat, beat, TimeUnit.MILLISECONDS);
    return lock;
  }

  /**
   * The process that owns an output's lock and is alive, such as {@code process 12 on host1 since
   * 2026-…}. Watches for some seconds if that process runs on another machine.
   */
  public static Optional<String> owner(SweepFolder folder) throws IOException {
    LockFiles.Found found = new LockFiles(folder, GLANCE).watch(owner -> {});
    return found.alive().map(LockNote::toString);
  }

  /**
   * Stops work if another process takes the lock, as it may where this one was suspended or could
   * not write for too long.
   *
   * @param action called by the lock's own thread, again and again until the lock is closed
   */
  public synchronized void onLoss(Runnable action) {
    onLoss = action;
  }

  /**
   * Checks that this process still owns the lock.
   *
   * @throws UserMistake naming the process that has taken the lock
   */
  public synchronized void check() throws IOException {
    if (loss == null && !isMine()) {
      loss = loss();
    }
    if (loss != null) {
      throw new UserMistake(loss);
    }
  }

  /** Whether this process owns the lock: what only its owner writes would else be another's. */
  public synchronized boolean isOwned() throws IOException {
    return loss == null && isMine();
  }

  private synchronized void beat() {
    try {
      if (loss == null && isMine()) {
        LockNote next = note.nextBeat();
        files.write(number, next);
        note = next;
        complained = false;
        return;
      }
      loss = loss == null ? loss() : loss;
      onLoss.run();
    } catch (IOException | RuntimeException unwritten) {
      if (!complained) {
        String reason = Storage.reason(unwritten);
        System.err.println(output + ": the lock: cannot be written (" + reason + ")");
        complained = true;
      }
    }
  }

  private String loss() throws IOException {
    Optional<LockNote> successor =
        files.read().descendingMap().values().stream()
            .flatMap(text -> LockNote.parse(text).stream())
            .filter(other -> !other.id().equals(note.id()))
            .findFirst();
    return String.format(
        Locale.ROOT,
        "--output %s: %s; this sweep stops",
        output,
        successor.map(owner -> "is locked by " + owner).orElse(files.isGone() ? GONE : REMOVED));
  }

  /** Unlocks the output. */
  @Override
  public void close() throws IOException {
    heart.shutdown();
    try {
      if (!heart.awaitTermination(TIMING.beat().toSeconds(), TimeUnit.SECONDS)) {
        heart.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    deleteOwn();
  }

  private synchronized void deleteOwn() throws IOException {
    if (isMine()) {
      files.delete(number);
    }
  }

  private boolean isMine() throws IOException {
    Optional<LockNote> found = files.read(number).flatMap(LockNote::parse);
    return found.map(LockNote::id).equals(Optional.of(note.id()));
  }
}
