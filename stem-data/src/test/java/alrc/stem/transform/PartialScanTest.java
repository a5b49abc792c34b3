package alrc.stem.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.image.SeededGenerator;
import alrc.stem.scan.Probe;
import alrc.stem.scan.Scan;
import alrc.stem.scan.ScanMask;
import alrc.stem.scan.ScanPath;
import alrc.stem.scan.path.Spiral;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PartialScanTest {
  private record Even(float weight) implements ScanPath {
    @Override
    public void trace(Probe probe) {
      for (int i = 0; i < probe.height() * probe.width(); i++) {
        probe.dwell(i % probe.width() + 0.5, i / probe.width() + 0.5, weight);
      }
    }

    @Override
    public double nominalCoverage(int height, int width) {
      return weight;
    }

    @Override
    public double tolerance(int height, int width) {
      return 0;
    }

    @Override
    public String kind() {
      return "even";
    }
  }

  private static Example rescaledNoise(int side) {
    return new RescaleMinMax().apply(Examples.noise(side, side, 9), Examples.random());
  }

  /** Steps 4–6 of the recipe on whole images, in float64. */
  private static double[] direct(Example example, ScanMask mask, RandomGenerator random) {
    int side = example.height();
    float[] x = example.truth();
    double[] b = GaussianBlurTest.direct(x, side, side);
    double low = Arrays.stream(b).min().orElseThrow();
    double high = Arrays.stream(b).max().orElseThrow();
    double[] s = new double[x.length];
    Arrays.fill(s, -1);
    for (int i : mask.selected()) {
      double m = mask.weights()[i];
      double amplitude = (b[i] - (low + high) / 2) / ((high - low) / 2);
      s[i] = m * (m * x[i] + 2 * (1 - m) * random.nextFloat() * amplitude);
    }
    double min = Arrays.stream(s).min().orElseThrow();
    double max = Arrays.stream(s).max().orElseThrow();
    return Arrays.stream(s).map(v -> (v - min) / (max - min)).toArray();
  }

  @Test
  void equalsTheFormulaOnWholeImages() {
    PartialScan step = new PartialScan(new Spiral(0.05));
    Example example = rescaledNoise(128);
    Scan scan = step.apply(example, SeededGenerator.of(1, "s")).scan().orElseThrow();
    double[] expected = direct(example, scan.mask(), SeededGenerator.of(1, "s"));
    float[] whole = scan.spread();
    for (int i = 0; i < whole.length; i++) {
      assertEquals(expected[i], whole[i], 2e-6, "pixel " + i);
    }
  }

  @Test
  void offThePathTheScanIsExactlyZeroAndItsLargestValueIsOne() {
    Scan scan =
        new PartialScan(new Spiral(0.05))
            .apply(rescaledNoise(512), Examples.random())
            .scan()
            .orElseThrow();
    float max = 0;
    for (float value : scan.values()) {
      assertTrue(value > 0 && value <= 1);
      max = Math.max(max, value);
    }
    assertEquals(1, max);
    assertEquals(45_773, scan.values().length);
  }

  @Test
  void whereThePathIsEverywhereTheRangeIsThatOfTheScan() {
    Example example = rescaledNoise(32);
    float[] full =
        new PartialScan(new Even(1))
            .apply(example, Examples.random())
            .scan()
            .orElseThrow()
            .values();
    for (int i = 0; i < full.length; i++) {
      assertEquals((example.truth()[i] + 1) / 2, full[i], 1e-6);
    }
    float[] half =
        new PartialScan(new Even(0.5f))
            .apply(example, Examples.random())
            .scan()
            .orElseThrow()
            .values();
    assertEquals(new ValueRange(0, 1), ValueRange.of(half));
  }

  @Test
  void aBlankCropScansToOneAndAConstantScanToHalf() {
    Example blank = Examples.of(32, 32, new float[1024]);
    Scan spiral =
        new PartialScan(new Spiral(0.05)).apply(blank, Examples.random()).scan().orElseThrow();
    float[] ones = new float[spiral.values().length];
    Arrays.fill(ones, 1);
    assertArrayEquals(ones, spiral.values());
    float[] halves = new float[1024];
    Arrays.fill(halves, 0.5f);
    assertArrayEquals(
        halves,
        new PartialScan(new Even(1)).apply(blank, Examples.random()).scan().orElseThrow().values());
  }
}
