package alrc.stem.transform;

import alrc.stem.scan.PathFiles;
import alrc.stem.scan.Scan;
import alrc.stem.scan.ScanMask;
import alrc.stem.scan.ScanPath;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Scans the sharp image x along a path with signal-dependent noise (Ede &amp; Beanland,
 * arXiv:1905.13667, preprocessing steps 4–6, as in the published code).
 *
 * <p>b is the blurred image rescaled to [−1, 1], the amplitude of the noise. On the path, of weight
 * m, s = m·(m·x + 2(1−m)·u·b) with u uniform in [0, 1), one draw per selected pixel in row-major
 * order; off it s = −1. Then s is rescaled from its range to [0, 1], a constant s to 0.5. As |s|
 * &lt; 1 on a path of weights under 1, pixels off the path become exactly 0 and need no storage.
 *
 * @param path of the probe
 */
public record PartialScan(ScanPath path) implements Transform {
  @Override
  public String kind() {
    return "partial-scan";
  }

  @Override
  public Optional<ScanPath> scanPath() {
    return Optional.of(path);
  }

  @Override
  public Transform withFiles(PathFiles files) throws IOException {
    return new PartialScan(path.withFiles(files));
  }

  @Override
  public Example apply(Example example, RandomGenerator random) {
    ScanMask mask = DrawnPaths.mask(path, example.height(), example.width());
    float[] values = noiseAmplitude(example, mask);
    float[] x = along(mask, example.truth());
    measure(mask.selectedWeights(), x, uniform(random, x.length), values);
    rescale(values, mask);
    return example.scanned(new Scan(mask, values));
  }

  /** Returns b at the selected pixels. Its range is that of the whole image. */
  private static float[] noiseAmplitude(Example example, ScanMask mask) {
    int width = example.width();
    int[] selected = mask.selected();
    float[] blurred = new float[selected.length];
    ValueRange.Lanes lanes = new ValueRange.Lanes(width);
    int[] next = {0};
    GaussianBlur.rows(
        example.truth(),
        example.height(),
        width,
        (row, values) -> {
          lanes.take(values);
          next[0] = gather(values, row * width, selected, next[0], blurred);
        });
    ValueRange range = lanes.range();
    if (range.isConstant()) {
      return new float[blurred.length];
    }
    range.toUnit(blurred, blurred);
    return blurred;
  }

  private static int gather(float[] row, int start, int[] selected, int from, float[] into) {
    int k = from;
    for (; k < selected.length && selected[k] < start + row.length; k++) {
      into[k] = row[selected[k] - start];
    }
    return k;
  }

  private static float[] along(ScanMask mask, float[] image) {
    int[] selected = mask.selected();
    float[] values = new float[selected.length];
    for (int k = 0; k < values.length; k++) {
      values[k] = image[selected[k]];
    }
    return values;
  }

  private static float[] uniform(RandomGenerator random, int count) {
    float[] values = new float[count];
    for (int k = 0; k < count; k++) {
      values[k] = random.nextFloat();
    }
    return values;
  }

  /** Replaces b by s. */
  private static void measure(float[] m, float[] x, float[] u, float[] b) {
    for (int k = 0; k < b.length; k++) {
      b[k] = m[k] * (m[k] * x[k] + 2 * (1 - m[k]) * u[k] * b[k]);
    }
  }

  private static void rescale(float[] s, ScanMask mask) {
    boolean complete = s.length == mask.weights().length;
    ValueRange on = s.length == 0 ? new ValueRange(-1, -1) : ValueRange.of(s);
    ValueRange range =
        complete ? on : new ValueRange(Math.min(-1, on.min()), Math.max(-1, on.max()));
    if (range.isConstant()) {
      Arrays.fill(s, 0.5f);
    } else {
      range.toPositiveUnit(s);
    }
  }
}
