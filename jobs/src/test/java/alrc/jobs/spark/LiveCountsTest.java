package alrc.jobs.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

/** The events of a real task, told in an order that happens when a thousand of them end at once. */
class LiveCountsTest {
  private static final CompletableFuture<SparkListenerTaskStart> BEGUN = new CompletableFuture<>();
  private static final CompletableFuture<SparkListenerExecutorMetricsUpdate> BEAT =
      new CompletableFuture<>();
  private static final CompletableFuture<SparkListenerTaskEnd> ENDED = new CompletableFuture<>();

  /** Keeps the events of the only task. */
  public static final class Heard extends SparkListener {
    @Override
    public void onTaskStart(SparkListenerTaskStart start) {
      BEGUN.complete(start);
    }

    @Override
    public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate beat) {
      boolean counts =
          CollectionConverters.asJava(beat.accumUpdates()).stream()
              .flatMap(task -> CollectionConverters.asJava(task._4()).stream())
              .anyMatch(LiveCountsTest::isSeven);
      if (counts) {
        BEAT.complete(beat);
      }
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      ENDED.complete(end);
    }
  }

  private static boolean isSeven(AccumulableInfo info) {
    return info.name().contains("steps") && info.update().contains(7L);
  }

  @Test
  void aHeartbeatCountsWhileItsTaskRunsAndNotAfterItsEnd() throws Exception {
    SparkSettings settings =
        new SparkSettings(
            "local[1]",
            Map.of(
                "spark.extraListeners",
                Heard.class.getName(),
                "spark.executor.heartbeatInterval",
                "100ms"));
    try (SparkRun spark = SparkRun.start("counts", settings)) {
      LongAccumulator counter = spark.counter("steps");
      spark.run("count to seven", List.of(""), inputs -> counted(inputs, counter));
      SparkListenerTaskEnd end = ENDED.get(1, TimeUnit.MINUTES);

      List<Long> told = new ArrayList<>();
      LiveCounts live = new LiveCounts(List.of(counter), counts -> told.add(counts[0]));
      counter.reset(); // as it was while the task ran
      live.onTaskStart(BEGUN.join());
      live.onExecutorMetricsUpdate(BEAT.join());
      counter.add(7); // as Spark does at its end
      live.onTaskEnd(end);
      live.onExecutorMetricsUpdate(BEAT.join());
      assertEquals(List.of(7L, 7L, 7L), told);
    }
  }

  private static Iterator<String> counted(Iterator<String> inputs, LongAccumulator counter) {
    counter.add(7);
    BEAT.orTimeout(1, TimeUnit.MINUTES).join();
    return inputs;
  }
}
