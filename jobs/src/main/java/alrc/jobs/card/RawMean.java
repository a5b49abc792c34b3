package alrc.jobs.card;

import alrc.stem.examples.StoredExample;

/**
 * The mean of a crop in its micrograph's own units, from what is stored of it: the truth, rescaled
 * by a linear map, and the crop's smallest and largest value. The map follows from the two ends,
 * whatever the recipe's rescaling; where a step clipped or blurred in between, the ends are not the
 * crop's, and the mean is off by as much.
 */
final class RawMean {
  private RawMean() {}

  static double of(StoredExample example) {
    return of(example.truth(), example.rawMin(), example.rawMax());
  }

  /**
   * Returns the mean.
   *
   * @param truth at least one pixel
   * @param rawMin smallest value of the crop
   * @param rawMax largest value of the crop
   */
  static double of(float[] truth, double rawMin, double rawMax) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    double sum = 0;
    for (float value : truth) {
      low = Math.min(low, value);
      high = Math.max(high, value);
      sum += value;
    }
    double mean = sum / truth.length;
    double place = high > low ? (mean - low) / ((double) high - low) : 0.5;
    return rawMin + place * (rawMax - rawMin);
  }
}
