package alrc.core.stats;

/**
 * A sample in short.
 *
 * @param count how many values
 * @param mean their mean; NaN if there are none
 * @param sd their standard deviation with divisor n − 1; NaN if there are fewer than two
 */
public record Summary(int count, double mean, double sd) {
  /** Describes the values, in two passes. */
  public static Summary of(double... values) {
    int n = values.length;
    if (n == 0) {
      return new Summary(0, Double.NaN, Double.NaN);
    }
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / n;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double sd = n < 2 ? Double.NaN : StrictMath.sqrt(squares / (n - 1));
    return new Summary(n, mean, sd);
  }
}
