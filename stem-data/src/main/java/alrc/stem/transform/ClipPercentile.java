package alrc.stem.transform;

import alrc.settings.SettingMistake;
import alrc.stem.image.OrderStatistics;
import java.util.random.RandomGenerator;

/**
 * Clamps a crop to two of its own percentiles, so that hot and dead pixels do not set the scale.
 * Percentiles are interpolated linearly between ranks, as NumPy does by default. A crop with
 * non-finite pixels is not changed; clean it first.
 *
 * @param low percentile below which values are raised, in [0, 100)
 * @param high percentile above which values are lowered, in (low, 100]
 */
public record ClipPercentile(double low, double high) implements Transform {
  /** Checks both percentiles. */
  public ClipPercentile {
    if (!(low >= 0 && low < 100)) {
      throw new SettingMistake("low", low, "must be in [0, 100)");
    }
    if (!(high > low && high <= 100)) {
      throw new SettingMistake("high", high, "must be in (low, 100]");
    }
  }

  @Override
  public String kind() {
    return "clip-percentile";
  }

  @Override
  public Example apply(Example example, RandomGenerator random) {
    if (!example.range().isFinite()) {
      return example;
    }
    float[] truth = example.truth();
    float least = OrderStatistics.percentile(truth, low);
    float most = OrderStatistics.percentile(truth, high);
    float[] clipped = new float[truth.length];
    for (int i = 0; i < clipped.length; i++) {
      clipped[i] = Math.max(least, Math.min(most, truth[i]));
    }
    return example.withTruth(clipped);
  }
}
