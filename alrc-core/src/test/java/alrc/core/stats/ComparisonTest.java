package alrc.core.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.settings.SettingMistake;
import org.junit.jupiter.api.Test;

/** Edges that the golden numbers do not show. */
class ComparisonTest {
  private static final double[] ONE = {1};
  private static final double[] SAME = {2, 2, 2};

  @Test
  void tooFewOrConstantValuesHaveNoP() {
    assertTrue(Double.isNaN(WelchTest.of(ONE, SAME).p()));
    assertTrue(Double.isNaN(WelchTest.of(SAME, SAME).p()));
    assertTrue(Double.isNaN(PairedTest.of(ONE, ONE).p()));
    assertTrue(Double.isNaN(MeanInterval.of(0.95, ONE).low()));
    assertTrue(Double.isNaN(Quantile.median()));
    assertTrue(Double.isNaN(InterquartileMean.of()));
  }

  @Test
  void pairsMustBePairs() {
    assertThrows(SettingMistake.class, () -> PairedTest.of(ONE, SAME));
    assertThrows(SettingMistake.class, () -> MannWhitneyTest.of(new double[0], SAME));
  }

  @Test
  void quantilesLieBetweenOrderStatistics() {
    assertEquals(1, Quantile.of(0, 3, 1, 2));
    assertEquals(3, Quantile.of(1, 3, 1, 2));
    assertEquals(1.5, Quantile.of(0.25, 3, 1, 2));
  }

  @Test
  void holmCountsNoComparisonThatWasNotMade() {
    double[] adjusted = Holm.adjusted(0.04, Double.NaN, 0.01);
    assertArrayEquals(new double[] {0.04, Double.NaN, 0.02}, adjusted, 1e-15);
    assertArrayEquals(new double[] {1, 1}, Holm.adjusted(0.6, 0.9));
  }
}
