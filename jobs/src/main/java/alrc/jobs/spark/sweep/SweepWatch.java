package alrc.jobs.spark.sweep;

import alrc.core.study.Cell;
import alrc.core.study.Trial;
import alrc.jobs.ledger.Pulse;
import alrc.jobs.ledger.SweepCounts;
import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.ledger.lock.OutputLock;
import alrc.jobs.storage.Storage;
import alrc.jobs.terminal.ProgressLine;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reports the progress of a sweep: a line on standard error and a file for {@code status}. */
final class SweepWatch implements AutoCloseable {
  private static final long FIRST_MILLIS = 1_000;
  private static final long EVERY_MILLIS = 5_000;

  private final SweepFolder folder;
  private final OutputLock lock;
  private final ProgressLine line;
  private final Speed speed = new Speed();
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "progress");
            thread.setDaemon(true);
            return thread;
          });
  private SweepCounts before = new SweepCounts(0, 0, 0, 0, 0, 0);
  private long totalWork;
  private @Nullable Pulse latest;
  private @Nullable Pulse written;
  private boolean complained;

  /**
   * Begins to report.
   *
   * @param lock of the output: the file belongs to its owner
   */
  SweepWatch(SweepFolder folder, OutputLock lock, ProgressLine line) {
    this.folder = folder;
    this.lock = lock;
    this.line = line;
    var unused =
        writer.scheduleWithFixedDelay(
            this::write, FIRST_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Trials are about to be handed out.
   *
   * @param now the counts in the ledger
   * @param pending the trials
   */
  synchronized void begin(SweepCounts now, List<Trial> pending) {
    before = now;
    IdentityHashMap<Cell, Long> work = new IdentityHashMap<>();
    totalWork = 0;
    for (Trial trial : pending) {
      totalWork += work.computeIfAbsent(trial.cell(), cell -> TrialTally.work(trial));
    }
    speed.add(System.nanoTime(), 0, 0);
  }

  /** Counts of the tasks since then. */
  synchronized void reached(TrialTally.Counts counts) {
    speed.add(System.nanoTime(), counts.iterations(), counts.work());
    double left = Math.max(0, totalWork - counts.work() - counts.credited());
    double rate = speed.workPerSecond();
    Double seconds = rate > 0 ? Double.valueOf(left / rate) : null;
    Pulse pulse = new Pulse((int) counts.running(), speed.iterationsPerSecond(), seconds);
    latest = pulse;
    long completed = before.completed() + counts.completed();
    long diverged = before.diverged() + counts.diverged();
    long failed = before.failed() + counts.failed();
    long done = completed + diverged + failed;
    String text =
        String.format(
            Locale.ROOT,
            "trials %d/%d: %d completed, %d diverged, %d failed; %s",
            done,
            before.trials(),
            completed,
            diverged,
            failed,
            pulse);
    line.show(text); // its end shows the last one
  }

  private void write() {
    Pulse pulse = pulse();
    if (pulse == null || pulse.equals(written)) {
      return;
    }
    try {
      if (lock.isOwned()) {
        pulse.write(folder);
        written = pulse;
      }
    } catch (IOException | RuntimeException unwritten) {
      if (!complained) {
        System.err.println("progress: cannot be written (" + Storage.reason(unwritten) + ")");
      }
      complained = true;
    }
  }

  private synchronized @Nullable Pulse pulse() {
    return latest;
  }

  /** The sweep has ended or failed. */
  @Override
  public void close() throws IOException {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
        writer.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    line.end();
    if (lock.isOwned()) {
      Pulse.remove(folder);
    }
  }
}
