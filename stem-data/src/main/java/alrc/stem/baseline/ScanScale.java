package alrc.stem.baseline;

import alrc.stem.scan.Scan;

/**
 * How the values of a scan follow from the truth, by the step that made them. A baseline completes
 * the truth, so that this is undone first.
 */
public enum ScanScale {
  /**
   * {@link alrc.stem.transform.PartialScan}: v = (s + 1) / A with s = m·(m·x + 2(1−m)·u·b), where m
   * is the weight of the pixel, x the truth, u uniform in [0, 1) and b the blurred truth, rescaled.
   * A = 1 + max s is not stored.
   *
   * <p>Where b equals x the expected s is m·x, so that x is estimated as s / m, free of bias; its
   * standard deviation is 2(1−m)/√12·|b|, and it lies within ±(2−m). So the expected v is a line in
   * m that meets m = 0 at 1/A: A comes from a line fitted to (m, v), each pixel with the weight
   * 1/m², as the deviation of v grows with m. The line's slope is the mean of the truth on the path
   * and is not used. A lies in (0, 1 + M·(2−M)], M being the largest weight.
   *
   * <p>Where all weights are equal, or fewer than 100 pixels are selected, no line is fitted and A
   * = 2: right where the path is of weight 1, all of the truth's range is [−1, 1] and the path
   * meets its maximum; the contrast of the estimates is too large otherwise. The same is assumed
   * where every pixel is selected.
   */
  PARTIAL_SCAN {
    @Override
    float[] truth(Scan scan) {
      float[] weights = scan.mask().selectedWeights();
      double range = 1 / middle(scan);
      float[] truth = new float[weights.length];
      for (int k = 0; k < truth.length; k++) {
        truth[k] = (float) ((scan.values()[k] * range - 1) / weights[k]);
      }
      return truth;
    }
  },

  /**
   * {@link alrc.stem.transform.ProbeScan}: v is the truth, rescaled from the range of the whole
   * crop to [0, 1], and noise. So x = 2v − 1, for a truth whose range is [−1, 1].
   */
  PROBE_SCAN {
    @Override
    float[] truth(Scan scan) {
      float[] truth = new float[scan.values().length];
      for (int k = 0; k < truth.length; k++) {
        truth[k] = 2 * scan.values()[k] - 1;
      }
      return truth;
    }
  };

  private static final int FEWEST = 100;
  private static final double LEAST_SPREAD = 1e-6;

  /** Returns estimates of the truth at the selected pixels. */
  abstract float[] truth(Scan scan);

  /** Returns the value of a scan where s = 0: 1/A. */
  private static double middle(Scan scan) {
    float[] weights = scan.mask().selectedWeights();
    if (weights.length < FEWEST || weights.length == scan.mask().weights().length) {
      return 0.5;
    }
    double count = 0;
    double sumM = 0;
    double sumV = 0;
    double sumMv = 0;
    double largest = 0;
    for (int k = 0; k < weights.length; k++) {
      double m = weights[k];
      double v = scan.values()[k];
      count += 1 / (m * m);
      sumM += 1 / m;
      sumV += v / (m * m);
      sumMv += v / m;
      largest = Math.max(largest, m);
    }
    double meanM = sumM / count;
    double spread = weights.length / count - meanM * meanM;
    if (spread < LEAST_SPREAD) {
      return 0.5;
    }
    double slope = (sumMv / count - meanM * sumV / count) / spread;
    return Math.max(sumV / count - slope * meanM, 1 / (1 + largest * (2 - largest)));
  }
}
