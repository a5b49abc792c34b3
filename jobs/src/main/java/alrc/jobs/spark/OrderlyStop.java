package alrc.jobs.spark;

import alrc.jobs.fault.StoppedException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Lets what is under way in this process come to an orderly end when the process is told to stop
 * (SIGTERM, Ctrl-C, an executor that is dismissed): before Spark and the file systems are closed.
 */
public final class OrderlyStop {
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
  public static final class Work implements AutoCloseable {
    private final Runnable onStop;

    private Work(Runnable onStop) {
      this.onStop = onStop;
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
  public static Work begin(Runnable onStop) {
    Work work = new Work(onStop);
    UNDER_WAY.add(work);
    return work;
  }

  /** Whether the process has been told to stop. */
  public static boolean requested() {
    return requested;
  }

  /**
   * Ends a command that was told to stop, and says so: the process may end before its caller can.
   */
  public static StoppedException stopped() {
    StoppedException stopped = new StoppedException("stopped; the same command goes on from here");
    System.err.println("alrc: " + stopped.getMessage());
    return stopped;
  }

  private static void stop() {
    requested = true;
    UNDER_WAY.forEach(work -> work.onStop.run());
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    try {
      while (!UNDER_WAY.isEmpty() && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
