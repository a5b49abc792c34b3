package alrc.stem.transform;

import alrc.settings.Preset;
import alrc.stem.scan.Distortion;
import alrc.stem.scan.Noise;
import alrc.stem.scan.Scan;
import alrc.stem.scan.ScanMask;
import alrc.stem.scan.ScanPath;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Scans the truth as an instrument would: along a path, at positions that distortions displace,
 * with noise. The signal of a pixel is (x − min) / (max − min) of the crop's truth, however that is
 * scaled (0.5 for a constant crop), interpolated linearly along the row at the real position of the
 * probe, which stays inside the row. Each kind of noise is then applied to the signal in order; the
 * result is stored unchanged and may be outside [0, 1]. Off the path the scan is 0. The truth is
 * neither distorted nor noisy.
 *
 * @param path of the probe
 * @param distortions whose displacements add up
 * @param noise in the order of application
 */
public record ProbeScan(
    ScanPath path, @Preset("[]") List<Distortion> distortions, @Preset("[]") List<Noise> noise)
    implements Transform {

  /** Copies the lists. */
  public ProbeScan {
    distortions = List.copyOf(distortions);
    noise = List.copyOf(noise);
  }

  @Override
  public String kind() {
    return "probe-scan";
  }

  @Override
  public Optional<ScanPath> scanPath() {
    return Optional.of(path);
  }

  @Override
  public Example apply(Example example, RandomGenerator random) {
    ScanMask mask = DrawnPaths.mask(path, example.height(), example.width());
    float[] values = sampled(example, mask, random);
    ValueRange range = example.range();
    float low = (float) range.min();
    float scale = range.isConstant() ? 0 : (float) (1 / (range.max() - range.min()));
    float offset = range.isConstant() ? 0.5f : 0;
    for (int k = 0; k < values.length; k++) {
      values[k] = (values[k] - low) * scale + offset;
    }
    double mean = (Moments.of(example.truth()).mean() - range.min()) * scale + offset;
    for (Noise kind : noise) {
      kind.add(values, mask, mean, random);
    }
    return example.scanned(new Scan(mask, values));
  }

  /** Returns the truth at the real position of the probe for each selected pixel. */
  private float[] sampled(Example example, ScanMask mask, RandomGenerator random) {
    int[] selected = mask.selected();
    float[] right = new float[selected.length];
    for (Distortion distortion : distortions) {
      distortion.displace(right, mask, random);
    }
    int width = example.width();
    float[] truth = example.truth();
    float[] values = new float[selected.length];
    for (int k = 0; k < values.length; k++) {
      int start = selected[k] / width * width;
      float at = Math.max(0, Math.min(width - 1, selected[k] - start + right[k]));
      int left = Math.min((int) at, width - 1);
      float from = truth[start + left];
      float to = truth[start + Math.min(left + 1, width - 1)];
      values[k] = from + (to - from) * (at - left);
    }
    return values;
  }
}
