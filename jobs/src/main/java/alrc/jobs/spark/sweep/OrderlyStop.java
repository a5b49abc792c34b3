package alrc.jobs.spark.sweep;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Lets what is under way in this process come to an orderly end when the process is told to stop
 * (SIGTERM, Ctrl-C, an executor that is dismissed): before Spark and the file systems are closed.
 */
final class OrderlyStop {
  /** Spark's own hook is at 50, the file systems' at 10; the highest goes first. */
  private static final int PRIORITY = 200;

  private static final long LONGEST_SECONDS = 25;
  private static final Set<Work> UNDER_WAY = ConcurrentHashMap.newKeySet();
  private static volatile boolean requested;

  static {
    ShutdownHookManager.get()
        .addShutdownHook(OrderlyStop::stop, PRIORITY, LONGEST_SECONDS + 5, TimeUnit.SECONDS);
  }

  private OrderlyStop() {}

  /** Work that is waited for. */
  static final class Work implements AutoCloseable {
    private final Runnable onStop;
    private final String lastWords;
    private volatile boolean complete;

    private Work(Runnable onStop, String lastWords) {
      this.onStop = onStop;
      this.lastWords = lastWords;
    }

    /** It has come to its own end: its last words are not said. */
    void complete() {
      complete = true;
    }

    @Override
    public void close() {
      UNDER_WAY.remove(this);
    }
  }

  /**
   * Work begins; it ends with its {@code close}.
   *
   * @param onStop called when the process is told to stop
   */
  static Work begin(Runnable onStop) {
    return begin(new Work(onStop, ""));
  }

  /**
   * A whole command's work begins.
   *
   * @param lastWords a line for the user, if the process is told to stop before it is complete;
   *     wherever it is then, whoever is called may not come to say it
   */
  static Work begin(String lastWords) {
    return begin(new Work(() -> {}, lastWords));
  }

  private static Work begin(Work work) {
    UNDER_WAY.add(work);
    return work;
  }

  /** Whether the process has been told to stop. */
  static boolean requested() {
    return requested;
  }

  private static void stop() {
    requested = true;
    List<Work> told = List.copyOf(UNDER_WAY);
    told.forEach(work -> work.onStop.run());
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    try {
      while (!UNDER_WAY.isEmpty() && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    told.stream()
        .filter(work -> !work.complete && !work.lastWords.isEmpty())
        .forEach(work -> System.err.println(work.lastWords));
  }
}
