package alrc.jobs.spark;

import alrc.jobs.doctor.Check;
import alrc.jobs.doctor.ProcessChecks;
import alrc.jobs.storage.ThisHost;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkEnv;

/** Asks the executors of a cluster what they find on their machines. */
public final class ExecutorChecks implements TextTask {
  private static final long serialVersionUID = 1L;

  /** Long enough for the other executors to take their tasks meanwhile. */
  private static final long TASK_MILLIS = 500;

  /** Executors join a cluster one by one. */
  private static final long JOINING_MILLIS = 3_000;

  private ExecutorChecks() {}

  /**
   * Asks every executor that joins within seconds of the first.
   *
   * @return their checks, by executor; none where tasks run in this process
   */
  public static List<Check> ask(SparkRun spark) {
    if (!spark.isRemote()) {
      return List.of();
    }
    ask(spark, 1);
    pause(JOINING_MILLIS);
    return ask(spark, spark.slots()).stream().distinct().map(Check::parse).sorted(ORDER).toList();
  }

  private static final java.util.Comparator<Check> ORDER =
      java.util.Comparator.comparing(Check::where); // stable: the checks keep their order

  private static List<String> ask(SparkRun spark, int tasks) {
    return spark.run(
        "what do executors find?", Collections.nCopies(tasks, ""), new ExecutorChecks());
  }

  @Override
  public Iterator<String> call(Iterator<String> any) {
    pause(TASK_MILLIS);
    String process = "executor " + SparkEnv.get().executorId() + " on " + ThisHost.name();
    return ProcessChecks.all().stream().map(check -> check.by(process).json()).iterator();
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
