package alrc.core.stats;

import alrc.settings.Limits;
import java.util.Arrays;

/**
 * Quantiles of a sample, linear between order statistics (definition 7 of Hyndman and Fan, "Sample
 * quantiles in statistical packages", The American Statistician 50, 1996).
 */
public final class Quantile {
  private Quantile() {}

  /** The median; NaN of nothing. */
  public static double median(double... values) {
    return of(0.5, values);
  }

  /**
   * Any quantile.
   *
   * @param fraction 0 … 1
   * @param values may be +∞, the largest
   * @return NaN of nothing
   */
  public static double of(double fraction, double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return ofSorted(fraction, sorted);
  }

  static double ofSorted(double fraction, double[] sorted) {
    Limits.require(fraction >= 0 && fraction <= 1, "fraction", fraction, "must be in 0 … 1");
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double position = fraction * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    double share = position - below;
    // equal neighbours first: ∞ − ∞ is not a number
    return share == 0 || sorted[below] == sorted[above]
        ? sorted[below]
        : sorted[below] + share * (sorted[above] - sorted[below]);
  }
}
