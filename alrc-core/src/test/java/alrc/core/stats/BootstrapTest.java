package alrc.core.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import alrc.settings.SettingMistake;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final double[] SKEWED = {0.4, 1.1, 1.3, 0.7, 2.9, 0.9, 1.6, 5.2, 0.8, 1.0};
  private static final ToDoubleFunction<double[]> MEAN = values -> Summary.of(values).mean();
  private static final Bootstrap BOOTSTRAP = new Bootstrap(1, 20_000);

  private static void near(double low, double high, Interval found) {
    assertEquals(low, found.low(), 0.06, found.toString());
    assertEquals(high, found.high(), 0.06, found.toString());
  }

  /** What scipy.stats.bootstrap 1.17.1 makes of 200,000 resamples. */
  @Test
  void intervalsAreSciPys() {
    near(0.89, 2.54, BOOTSTRAP.percentile(0.95, MEAN, SKEWED));
    near(1.00, 2.94, BOOTSTRAP.bca(0.95, MEAN, SKEWED));
    near(0.8, 2.1, BOOTSTRAP.percentile(0.95, Quantile::median, SKEWED));
    near(0.8167, 2.25, BOOTSTRAP.bca(0.95, InterquartileMean::of, SKEWED));
  }

  @Test
  void theSeedDecidesTheInterval() {
    Bootstrap small = new Bootstrap(1, 500);
    Interval interval = small.bca(0.95, MEAN, SKEWED);
    assertEquals(interval, new Bootstrap(1, 500).bca(0.95, MEAN, SKEWED));
    assertNotEquals(interval, new Bootstrap(2, 500).bca(0.95, MEAN, SKEWED));
  }

  @Test
  void whatDoesNotVaryIsAPoint() {
    double[] same = {3, 3, 3};
    assertEquals(new Interval(3, 3), BOOTSTRAP.bca(0.95, MEAN, same));
    assertEquals(new Interval(3, 3), BOOTSTRAP.percentile(0.95, MEAN, same));
  }

  @Test
  void tooFewResamplesAndNoValuesAreRefused() {
    assertThrows(SettingMistake.class, () -> new Bootstrap(0, 99));
    assertThrows(SettingMistake.class, () -> BOOTSTRAP.percentile(0.95, MEAN));
    assertThrows(SettingMistake.class, () -> BOOTSTRAP.bca(0.95, MEAN, 1));
  }
}
