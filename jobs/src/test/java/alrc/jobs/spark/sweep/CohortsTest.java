package alrc.jobs.spark.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.study.Study;
import alrc.core.study.Trial;
import java.util.List;
import org.junit.jupiter.api.Test;

class CohortsTest {
  private static final String STUDY =
      """
      study: unequal
      data: {kind: synthetic, images: 50}
      model: {kind: supersampling, width: [0.03125, 0.125]}
      batch: [1, 4]
      iterations: [100, 900]
      seeds: 3
      kernel: stacked
      """;

  @Test
  void theLongestCohortsComeFirst() {
    List<Trial> trials = Study.parse(STUDY, "test").trials(data -> "digest");
    Cohorts cohorts = new Cohorts(trials);
    List<List<Trial>> ordered = cohorts.of(cohorts.all(2));
    double before = Double.POSITIVE_INFINITY;
    for (List<Trial> cohort : ordered) {
      double cost = cohort.stream().mapToDouble(trial -> Shape.of(trial).cost()).sum();
      assertTrue(cost <= before, "a longer cohort after a shorter one");
      before = cost;
    }
    assertEquals(16, ordered.size(), "eight shapes, three trials each, in twos");
    assertEquals(trials.size(), ordered.stream().mapToInt(List::size).sum());
    Trial first = ordered.get(0).get(0);
    assertEquals(4, first.cell().batch());
    assertEquals(900, first.cell().iterations());
    assertEquals(0.125, first.cell().model().width());
  }
}
