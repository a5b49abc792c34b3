package alrc.core.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MuchWorseTest {
  private static int count(double... errors) {
    TreeMap<Long, Double> bySeed = new TreeMap<>();
    for (double error : errors) {
      bySeed.put((long) bySeed.size(), error);
    }
    return MuchWorse.count(FinalErrors.of(bySeed));
  }

  @Test
  void stuckSeedsAreCountedEvenIfTheyAreMany() {
    assertEquals(1, count(0.05, 0.051, 0.049, 0.05, 0.5));
    assertEquals(4, count(0.05, 0.051, 0.049, 0.05, 0.052, 0.5, 0.5, 0.5, 0.5));
    assertEquals(2, count(1e-5, 1.1e-5, 0.9e-5, 1e-5, 1e-5, 1, 1), "of any unit");
  }

  @Test
  void ordinarySpreadIsNoOutlier() {
    assertEquals(0, count(1, 1, 1, 1, 1.4), "less than half of the median");
    assertEquals(0, count(1, 0.5, 1.5, 2, 2.5, 0.2), "a wide cell");
  }

  @Test
  void fewAndDivergedSeedsAreNotJudged() {
    assertEquals(0, count(1, 1, 100), "three have no rest");
    assertEquals(0, count(1, 1, 1, 1, Double.POSITIVE_INFINITY), "diverged ones are counted apart");
    assertEquals(0, count());
  }
}
