package alrc.jobs.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.junit.jupiter.api.Test;

/** What Spark's pages call the work: they show the events that a listener is told of. */
class StageNamesTest {
  private static final List<String> HEARD = new CopyOnWriteArrayList<>();

  /** Hears what the pages hear. */
  public static final class Heard extends SparkListener {
    @Override
    public void onJobStart(SparkListenerJobStart job) {
      HEARD.add("job " + job.properties().getProperty("spark.job.description"));
    }

    @Override
    public void onStageSubmitted(SparkListenerStageSubmitted stage) {
      HEARD.add("stage " + stage.stageInfo().name());
    }
  }

  @Test
  void jobsAndStagesHaveReadableNames() {
    SparkSettings settings =
        new SparkSettings("local[1]", Map.of("spark.extraListeners", Heard.class.getName()));
    TextTask same = inputs -> inputs;
    try (SparkRun spark = SparkRun.start("names", settings)) {
      assertEquals(List.of("b", "a"), spark.run("sweep study: 2 trials", List.of("b", "a"), same));
    }
    assertEquals(List.of("job sweep study: 2 trials", "stage sweep study: 2 trials"), HEARD);
  }
}
