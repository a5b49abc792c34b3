package alrc.core.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.settings.SettingMistake;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CellStatisticsTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final Bootstrap BOOTSTRAP = new Bootstrap(7, 1000);

  private static CellStatistics of(double... errors) {
    long[] seeds = new long[errors.length];
    for (int i = 0; i < seeds.length; i++) {
      seeds[i] = i;
    }
    return CellStatistics.of(FinalErrors.of(seeds, errors), 0.95, BOOTSTRAP);
  }

  @Test
  void oneDivergenceTakesTheMeanAndNotTheRanks() {
    CellStatistics cell = of(1, INF, 2, 3, 4);
    assertEquals(4, cell.completed());
    assertEquals(1, cell.diverged());
    assertTrue(cell.mean().known().isEmpty());
    assertEquals("1 of 5 trials diverged", cell.mean().reason());
    assertEquals(3, cell.median().orElseThrow().value());
    assertEquals(3, cell.iqm().orElseThrow().value());
    Interval median = cell.median().orElseThrow().interval().orElseThrow();
    assertTrue(median.low() >= 1 && median.high() == INF, median.toString());
  }

  @Test
  void allDivergedIsInfiniteAndNeverNaN() {
    CellStatistics cell = of(INF, INF, INF, INF);
    assertEquals(new MeanError.Diverged(4, 4), cell.mean());
    Interval all = new Interval(INF, INF);
    assertEquals(all, cell.median().orElseThrow().interval().orElseThrow());
    assertEquals(INF, cell.iqm().orElseThrow().value());
    assertEquals(all, cell.iqm().orElseThrow().interval().orElseThrow());
  }

  @Test
  void oneSeedHasNoIntervalAndNoSeedHasNothing() {
    CellStatistics one = of(2);
    assertEquals(2, one.mean().known().orElseThrow().value());
    assertTrue(one.mean().known().orElseThrow().sd().isEmpty());
    assertTrue(one.mean().known().orElseThrow().interval().isEmpty());
    assertEquals(Estimate.without(2), one.median().orElseThrow());
    CellStatistics none = of();
    assertEquals("no trial has finished", none.mean().reason());
    assertTrue(none.median().isEmpty() && none.iqm().isEmpty());
  }

  @Test
  void theOrderOfTheSeedsDoesNotMatter() {
    assertEquals(of(5, 1, 4, 2, 3).median(), of(1, 2, 3, 4, 5).median());
    assertEquals(of(5, 1, 4, 2, 3).iqm(), of(1, 2, 3, 4, 5).iqm());
    FinalErrors rows = FinalErrors.of(new long[] {3, 1}, new double[] {30, 10});
    assertEquals(FinalErrors.of(Map.of(1L, 10.0, 3L, 30.0)), rows);
  }

  @Test
  void statisticsScaleWithTheErrors() {
    CellStatistics cell = of(1, 2, 3, 5, 8, 13);
    CellStatistics scaled = of(4, 8, 12, 20, 32, 52);
    Interval interval = cell.iqm().orElseThrow().interval().orElseThrow();
    assertEquals(4 * cell.iqm().orElseThrow().value(), scaled.iqm().orElseThrow().value());
    assertEquals(
        new Interval(4 * interval.low(), 4 * interval.high()),
        scaled.iqm().orElseThrow().interval().orElseThrow());
  }

  @Test
  void whatIsNoErrorIsRefused() {
    assertThrows(SettingMistake.class, () -> of(1, Double.NaN));
    assertThrows(SettingMistake.class, () -> of(-INF));
    double[] two = {1, 2};
    assertThrows(SettingMistake.class, () -> FinalErrors.of(new long[] {1, 1}, two));
    assertThrows(SettingMistake.class, () -> FinalErrors.of(new long[] {1}, two));
  }

  @Test
  void aProfileCountsDivergedRunsAsNeverBelow() {
    PerformanceProfile profile = PerformanceProfile.of(0.95, 3, INF, 1, 1);
    assertEquals(2, profile.points().size());
    assertEquals(0, profile.at(0.99));
    assertEquals(0.5, profile.at(1));
    assertEquals(0.75, profile.at(1e30));
    // binom.test(2, 4) in R: 0.06758599 to 0.93241401
    assertEquals(0.06758599, profile.points().get(0).band().low(), 1e-8);
    assertEquals(0.93241401, profile.points().get(0).band().high(), 1e-8);
    PerformanceProfile whole = PerformanceProfile.of(0.95, 2, 2, 2);
    assertEquals(1, whole.points().get(0).band().high());
    assertEquals(Math.cbrt(0.025), whole.points().get(0).band().low(), 1e-12);
    assertFalse(PerformanceProfile.of(0.95, INF).points().stream().findAny().isPresent());
  }
}
