package alrc.jobs.spark;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkExecutorInfo;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Watches a job on a cluster: reports if no task runs, which Spark reports only in a log that is
 * off here, and cancels the job if none runs when its time is over.
 */
final class JobWatch implements AutoCloseable {
  private static final int FIRST_SAID_SECONDS = 15;
  private static final int SAID_AGAIN_SECONDS = 60;

  /** A task may be on its way to an executor for a moment. */
  private static final int LEAST_IDLE_SECONDS = 2;

  private final JavaSparkContext context;
  private final long endAt;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "job");
            thread.setDaemon(true);
            return thread;
          });
  private int idleSeconds;
  private boolean hasRun;
  private volatile boolean gaveUp;

  /**
   * Begins to watch.
   *
   * @param endAt when the job is to end, milliseconds since 1970
   */
  JobWatch(JavaSparkContext context, long endAt) {
    this.context = context;
    this.endAt = endAt;
    if (!context.sc().isLocal()) {
      var unused = clock.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }
  }

  /** Whether the job was given up because its time was over. */
  boolean gaveUp() {
    return gaveUp;
  }

  private void look() {
    if (running(context) > 0) {
      idleSeconds = 0;
      hasRun = true;
      return;
    }
    idleSeconds++;
    boolean over = idleSeconds >= LEAST_IDLE_SECONDS && System.currentTimeMillis() >= endAt;
    if (isReported(over && !hasRun)) {
      System.err.println(words());
    }
    if (over) {
      gaveUp = true;
      context.cancelAllJobs();
      clock.shutdown();
    }
  }

  private boolean isReported(boolean last) {
    boolean first = idleSeconds == FIRST_SAID_SECONDS && executors() == 0;
    return first || last || idleSeconds % SAID_AGAIN_SECONDS == 0;
  }

  private String words() {
    return String.format(
        Locale.ROOT,
        "the cluster %s for %d s; see the page of %s: a free worker is needed with"
            + " spark.executor.cores %s, spark.executor.memory %s",
        executors() == 0 ? "has given no executor" : "has run no task on its executors",
        idleSeconds,
        context.master(),
        context.getConf().get("spark.executor.cores", "1 or more"),
        context.getConf().get("spark.executor.memory", "1g"));
  }

  /** Beside the driver, which Spark counts too. */
  private int executors() {
    return context.sc().statusTracker().getExecutorInfos().length - 1;
  }

  private static int running(JavaSparkContext context) {
    return Arrays.stream(context.sc().statusTracker().getExecutorInfos())
        .mapToInt(SparkExecutorInfo::numRunningTasks)
        .sum();
  }

  /** Waits, for a minute at most, until no task runs. */
  static void awaitIdle(JavaSparkContext context) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    try {
      while (running(context) > 0 && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The job has ended. */
  @Override
  public void close() {
    clock.shutdownNow();
  }
}
