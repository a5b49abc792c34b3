package alrc.stem.transform;

/**
 * Mean and standard deviation of finite values, in float64; the sum of squares is taken about the
 * mean.
 *
 * @param mean of the values
 * @param deviation root of the mean square about the mean (divisor n)
 */
record Moments(double mean, double deviation) {
  static Moments of(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double squares = 0;
    for (float value : values) {
      double off = value - mean;
      squares += off * off;
    }
    return new Moments(mean, StrictMath.sqrt(squares / values.length));
  }
}
