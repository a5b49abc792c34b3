package alrc.jobs.spark;

import alrc.jobs.fault.StoppedException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Ends the running work of this process in order when the process must stop (SIGTERM, Ctrl-C, an
 * executor that is dismissed), before Spark and the file systems are closed.
 */
public final class OrderlyStop {
  /** Spark's own hook is at 50, the file systems' at 10; the highest goes first. */
  private static final int PRIORITY = 200;

  private static final long LONGEST_SECONDS = 25;
  private static final Set<Work> UNDER_WAY = ConcurrentHashMap.newKeySet();
  private static final int AGAIN = 25;
  private static final String WORDS = "stopped; run the same command to resume";
  private static final AtomicBoolean SAID = new AtomicBoolean();
  private static volatile boolean requested;

  static {
    try {
      ShutdownHookManager.get()
          .addShutdownHook(OrderlyStop::stop, PRIORITY, LONGEST_SECONDS + 5, TimeUnit.SECONDS);
    } catch (IllegalStateException ending) {
      requested = true;
    }
  }

  private OrderlyStop() {}

  /** Work that is waited for. */
  public static final class Work implements AutoCloseable {
    private final Runnable onStop;
    private volatile boolean complete;

    private Work(Runnable onStop, boolean complete) {
      this.onStop = onStop;
      this.complete = complete;
    }

    /** A command's work is finished: nothing was stopped. */
    public void complete() {
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
   * @param onStop called when the process must stop
   */
  public static Work begin(Runnable onStop) {
    return begin(new Work(onStop, true));
  }

  /**
   * The work of a whole command begins. If the process must stop, this is reported to the user,
   * unless the work is {@link Work#complete} by then.
   */
  public static Work beginCommand() {
    return begin(new Work(() -> {}, false));
  }

  private static Work begin(Work work) {
    UNDER_WAY.add(work);
    return work;
  }

  /** Whether the process must stop. */
  public static boolean requested() {
    return requested || ShutdownHookManager.get().isShutdownInProgress();
  }

  /**
   * Ends a command that must stop, and reports it, because the process may end before its caller
   * can.
   */
  public static StoppedException stopped() {
    report();
    return new StoppedException(WORDS);
  }

  private static void report() {
    if (SAID.compareAndSet(false, true)) {
      System.err.println("alrc: " + WORDS);
    }
  }

  private static void stop() {
    requested = true;
    List<Work> waited = List.copyOf(UNDER_WAY);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    try {
      for (int i = 0; !UNDER_WAY.isEmpty() && System.nanoTime() < end; i++) {
        if (i % AGAIN == 0) { // what is begun in the meantime is stopped too
          UNDER_WAY.forEach(work -> work.onStop.run());
        }
        TimeUnit.MILLISECONDS.sleep(20);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    if (waited.stream().anyMatch(work -> !work.complete)) {
      report();
    }
  }
}
