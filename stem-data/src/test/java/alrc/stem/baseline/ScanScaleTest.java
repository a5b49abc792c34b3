package alrc.stem.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.scan.Scan;
import alrc.stem.scan.ScanMask;
import alrc.stem.scan.path.RandomPixels;
import alrc.stem.scan.path.Spiral;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanScaleTest {
  private static final int SIDE = 256;

  private static float truth(int pixel, double mean) {
    double wave = Math.sin(0.11 * (pixel / SIDE)) * Math.cos(0.07 * (pixel % SIDE));
    return (float) (mean + (1 - Math.abs(mean)) * wave);
  }

  /** Makes s of a partial scan by its formula, with b = x, and rescales it to [0, 1]. */
  private static Scan partialScan(ScanMask mask, double mean) {
    Random random = new Random(8);
    float[] values = new float[mask.selected().length];
    double largest = -1;
    for (int k = 0; k < values.length; k++) {
      double m = mask.selectedWeights()[k];
      double x = truth(mask.selected()[k], mean);
      values[k] = (float) (m * (m * x + 2 * (1 - m) * random.nextDouble() * x));
      largest = Math.max(largest, values[k]);
    }
    for (int k = 0; k < values.length; k++) {
      values[k] = (float) ((values[k] + 1) / (largest + 1));
    }
    return new Scan(mask, values);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.7, 0, 0.6})
  void theTruthOfAPartialScanIsEstimatedWithoutBias(double mean) {
    ScanMask mask = new Spiral(0.05).mask(SIDE, SIDE);
    float[] estimates = Samples.of(partialScan(mask, mean), ScanScale.PARTIAL_SCAN).values();
    double sum = 0;
    double expected = 0;
    for (int k = 0; k < estimates.length; k++) {
      double x = truth(mask.selected()[k], mean);
      sum += estimates[k];
      expected += x;
      double m = mask.selectedWeights()[k];
      assertTrue(Math.abs(estimates[k]) < (2 - m) + 0.1 / m, "sample " + k + ": " + estimates[k]);
    }
    assertEquals(expected / estimates.length, sum / estimates.length, 0.02);
  }

  @Test
  void aPathOfFullWeightThatMeetsTheMaximumGivesTheTruth() {
    ScanMask mask = new RandomPixels(0.3, 2).mask(SIDE, SIDE);
    float[] truth = new float[mask.selected().length];
    float[] values = new float[truth.length];
    for (int k = 0; k < truth.length; k++) {
      truth[k] = k == 17 ? 1 : truth(mask.selected()[k], 0);
      values[k] = (truth[k] + 1) / 2;
    }
    Scan scan = new Scan(mask, values);
    assertArrayEquals(truth, Samples.of(scan, ScanScale.PARTIAL_SCAN).values(), 1e-6f);
    assertArrayEquals(truth, Samples.of(scan, ScanScale.PROBE_SCAN).values(), 1e-6f);
  }

  @Test
  void completionsStayWithinTheRangeOfTheTruth() {
    ScanMask mask = new Spiral(0.1).mask(64, 64);
    float[] values = new float[mask.selected().length];
    for (int k = 0; k < values.length; k++) {
      values[k] = k % 2 == 0 ? 1.5f : -0.5f;
    }
    float[] image = new Nearest().completion(new Scan(mask, values), ScanScale.PROBE_SCAN);
    for (float value : image) {
      assertEquals(1, Math.abs(value));
    }
  }
}
