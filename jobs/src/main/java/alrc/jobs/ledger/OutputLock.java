package alrc.jobs.ledger;

import alrc.jobs.storage.Storage;
import alrc.settings.UserMistake;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The lock on a sweep's output: one process at a time runs a sweep there.
 *
 * <p>The lock is the file {@code lock-N.json}. To take it, a process creates the file with the next
 * number, exclusively, once the owners of all lower numbers are {@linkplain LockFiles dead}; then
 * it looks again, and starts over if any other file has appeared or gone. Of two processes that
 * both own a file, the later would have seen the other's. A dead owner's file is removed only by
 * the process that owns the lock, which is why no number is ever taken from a process in between.
 */
public final class OutputLock implements AutoCloseable {
  private static final Timing TIMING = new Timing(Duration.ofSeconds(5), Duration.ofSeconds(90));
  private static final Duration GLANCE = TIMING.beat().multipliedBy(2).plusSeconds(2);
  private static final int MOST_TRIES = 100;

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
  private volatile LockNote note;
  private boolean complained;

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
    String output = folder.address();
    LockFiles files = new LockFiles(folder, timing.watch());
    String id = UUID.randomUUID().toString();
    LockNote note = LockNote.of(id, ProcessMark.current(), Instant.now().toString());
    for (int i = 0; i < MOST_TRIES; i++) {
      NavigableMap<Integer, String> dead = dead(files, output, timing);
      int number = dead.isEmpty() ? 1 : dead.lastKey() + 1;
      if (files.create(number, note) && isAlone(files, dead, number, note)) {
        remove(files, dead);
        OutputLock lock = new OutputLock(files, output, number, note);
        long beat = timing.beat().toMillis();
        var unused = lock.heart.scheduleAtFixedRate(lock::beat, beat, beat, TimeUnit.MILLISECONDS);
        return lock;
      }
    }
    throw new UserMistake(
        "--output " + output + ": other processes are locking it at this moment; try again");
  }

  private static NavigableMap<Integer, String> dead(LockFiles files, String output, Timing timing)
      throws IOException {
    LockFiles.Found found =
        files.watch(
            owner ->
                System.err.printf(
                    Locale.ROOT,
                    "%s: is locked by %s; waiting up to %d s to see whether it is alive%n",
                    output,
                    owner,
                    timing.watch().toSeconds()));
    if (found.alive().isPresent()) {
      throw new UserMistake(
          String.format(
              Locale.ROOT,
              "--output %s: is locked by %s; wait for it or stop it",
              output,
              found.alive().get()));
    }
    return found.dead();
  }

  /**
   * Whether no other process has added or removed a file since the dead owners were read. Deletes
   * the own file if one has.
   */
  private static boolean isAlone(
      LockFiles files, NavigableMap<Integer, String> dead, int number, LockNote note)
      throws IOException {
    NavigableMap<Integer, String> expected = new TreeMap<>(dead);
    expected.put(number, note.text());
    NavigableMap<Integer, String> now = files.read();
    if (now.equals(expected)) {
      return true;
    }
    if (note.text().equals(now.get(number))) {
      files.delete(number);
    }
    return false;
  }

  private static void remove(LockFiles files, NavigableMap<Integer, String> dead)
      throws IOException {
    for (int number : dead.keySet()) {
      files.delete(number);
    }
    Optional.ofNullable(dead.lastEntry())
        .flatMap(last -> LockNote.parse(last.getValue()))
        .ifPresent(
            last ->
                System.err.printf(
                    Locale.ROOT, "taking over from %s, which no longer runs%n", last.process()));
  }

  /**
   * The process that owns an output's lock and is alive, such as {@code process 12 on host1 since
   * 2026-…}. Watches for some seconds if that process runs on another machine.
   */
  public static Optional<String> owner(SweepFolder folder) throws IOException {
    LockFiles.Found found = new LockFiles(folder, GLANCE).watch(owner -> {});
    return found.alive().map(LockNote::toString);
  }

  private void beat() {
    try {
      if (isMine()) {
        LockNote next = note.nextBeat();
        files.write(number, next);
        note = next;
        complained = false;
      } else {
        complain("another process took it, as this one did not write for too long");
      }
    } catch (IOException | RuntimeException unwritten) {
      complain("cannot be written (" + Storage.reason(unwritten) + ")");
    }
  }

  private void complain(String words) {
    if (!complained) {
      System.err.println(output + ": the lock: " + words);
      complained = true;
    }
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
    if (isMine()) {
      files.delete(number);
    }
  }

  private boolean isMine() throws IOException {
    return files.read(number).flatMap(LockNote::parse).map(LockNote::id).equals(id());
  }

  private Optional<String> id() {
    return Optional.of(note.id());
  }
}
