package alrc.stem.transform;

/**
 * Mean and standard deviation of finite values, in float64; the sum of squares is taken about the
 * mean.
 *
 * @param mean of the values
 * @param deviation root of the mean square about the mean (divisor n)
 */
record Moments(double mean, double deviation) {
  private static final int LANES = 8;

  /** Sums lane by lane, in a fixed order, so that additions need not wait for each other. */
  static Moments of(float[] values) {
    double mean = sum(values, 0, 1) / values.length;
    return new Moments(mean, StrictMath.sqrt(sum(values, mean, 2) / values.length));
  }

  /** Sums (value − centre) to the power of 1 or 2. */
  private static double sum(float[] values, double centre, int power) {
    double[] lanes = new double[LANES];
    int whole = values.length / LANES * LANES;
    for (int start = 0; start < whole; start += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        double off = values[start + lane] - centre;
        lanes[lane] += power == 1 ? off : off * off;
      }
    }
    double sum = 0;
    for (double lane : lanes) {
      sum += lane;
    }
    for (int i = whole; i < values.length; i++) {
      double off = values[i] - centre;
      sum += power == 1 ? off : off * off;
    }
    return sum;
  }
}
