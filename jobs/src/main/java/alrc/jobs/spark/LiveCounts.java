package alrc.jobs.spark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.util.LongAccumulator;
import scala.Tuple4;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Follows counters while tasks run. Spark adds a task's counts up only when the task ends; what is
 * under way comes with the executors' heartbeats.
 */
public final class LiveCounts extends SparkListener {
  private final List<LongAccumulator> counters;
  private final Listener listener;
  private final Map<Long, long[]> running = new HashMap<>();

  /** Takes the counts, in the order of the counters. */
  public interface Listener {
    void reached(long[] counts);
  }

  LiveCounts(List<LongAccumulator> counters, Listener listener) {
    this.counters = List.copyOf(counters);
    this.listener = listener;
  }

  @Override
  public synchronized void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate heartbeat) {
    for (Tuple4<Object, Object, Object, Seq<AccumulableInfo>> task : tasks(heartbeat)) {
      long[] counts = new long[counters.size()];
      for (AccumulableInfo info : CollectionConverters.asJava(task._4())) {
        for (int i = 0; i < counts.length; i++) {
          if (info.id() == counters.get(i).id() && info.update().isDefined()) {
            counts[i] = ((Number) info.update().get()).longValue();
          }
        }
      }
      // A heartbeat may come after the end of its task.
      running.computeIfPresent((Long) task._1(), (id, before) -> counts);
    }
    report();
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static List<Tuple4<Object, Object, Object, Seq<AccumulableInfo>>> tasks(
      SparkListenerExecutorMetricsUpdate heartbeat) {
    return (List) CollectionConverters.asJava(heartbeat.accumUpdates());
  }

  @Override
  public synchronized void onTaskStart(SparkListenerTaskStart start) {
    running.put(start.taskInfo().taskId(), new long[counters.size()]);
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    running.remove(end.taskInfo().taskId());
    report();
  }

  private void report() {
    long[] counts = new long[counters.size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = counters.get(i).value();
      for (long[] task : running.values()) {
        counts[i] += task[i];
      }
    }
    listener.reached(counts);
  }
}
