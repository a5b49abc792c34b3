package alrc.stem.transform;

import alrc.settings.Preset;
import alrc.settings.SettingMistake;
import alrc.stem.scan.AxisRandom;
import alrc.stem.scan.Displacements;
import alrc.stem.scan.Distortion;
import alrc.stem.scan.Exposure;
import alrc.stem.scan.Noise;
import alrc.stem.scan.PathFiles;
import alrc.stem.scan.RowDistortion;
import alrc.stem.scan.Sampling;
import alrc.stem.scan.Scan;
import alrc.stem.scan.ScanMask;
import alrc.stem.scan.ScanPath;
import alrc.stem.scan.TimeDistortion;
import alrc.stem.scan.Timing;
import alrc.stem.scan.Visits;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Scans the truth as an instrument would: along a path, at positions that distortions displace,
 * with noise, and through a detector. The signal of a pixel is (x − min) / (max − min) of the
 * crop's truth, however that is scaled (0.5 for a constant crop), at the real position of the
 * probe, which stays inside the crop: interpolated bilinearly, as {@link Sampling} says. Each kind
 * of noise is then applied to the signal in order; the result is stored unchanged and may be
 * outside [0, 1]. Off the path the scan is 0. The truth is neither distorted nor noisy.
 *
 * @param path of the probe
 * @param distortions whose displacements add up
 * @param noise in the order of application; the detector is last
 * @param timing of the scan; dwell 10 µs and flyback 30 µs, unless given
 */
public record ProbeScan(
    ScanPath path,
    @Preset("[]") List<Distortion> distortions,
    @Preset("[]") List<Noise> noise,
    @Nullable Timing timing)
    implements Transform {

  /** Copies the lists. */
  public ProbeScan {
    distortions = List.copyOf(distortions);
    noise = List.copyOf(noise);
    for (int i = 0; i < noise.size() - 1; i++) {
      if (noise.get(i).isLast()) {
        throw new SettingMistake("noise", noise.get(i).kind(), "must be the last of the list");
      }
    }
    boolean timed =
        distortions.stream().anyMatch(TimeDistortion.class::isInstance)
            || noise.stream().anyMatch(Noise::countsSeconds);
    if (timing != null && path.hasOwnTimes()) {
      throw new SettingMistake("timing", timing, "must be left out, as the path has its own times");
    }
    if (timing != null && !timed) {
      throw new SettingMistake(
          "timing",
          timing,
          "must be left out, as no distortion acts in time and no noise has a beam current");
    }
  }

  /** A scan with the usual timing. */
  public ProbeScan(ScanPath path, List<Distortion> distortions, List<Noise> noise) {
    this(path, distortions, noise, null);
  }

  /** Returns the timing that the scan has. */
  public Timing clock() {
    return path.timing(timing == null ? Timing.DEFAULT : timing);
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
  public Transform withFiles(PathFiles files) throws IOException {
    return new ProbeScan(path.withFiles(files), distortions, noise, timing);
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
    Exposure exposure = new Exposure(mask.selectedDwells(), clock().dwell(), mean);
    for (Noise kind : noise) {
      kind.add(values, exposure, random);
    }
    return example.scanned(new Scan(mask, values));
  }

  /** Returns the truth at the real position of the probe for each selected pixel. */
  private float[] sampled(Example example, ScanMask mask, RandomGenerator random) {
    float[] right = new float[mask.selected().length];
    Visits visits = null;
    Displacements displaced = null;
    for (Distortion distortion : distortions) {
      if (distortion instanceof RowDistortion row) {
        row.displace(right, mask, random);
      } else if (distortion instanceof TimeDistortion time) {
        if (visits == null || displaced == null) {
          visits = DrawnPaths.visits(path, mask.height(), mask.width(), clock());
          displaced = Displacements.none(visits);
        }
        time.displace(displaced, visits, AxisRandom.from(random));
      }
    }
    return visits == null || displaced == null
        ? alongRows(example, mask, right)
        : Sampling.of(example.truth(), mask, path.drawing(), visits, displaced, right);
  }

  private static float[] alongRows(Example example, ScanMask mask, float[] right) {
    int[] selected = mask.selected();
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
