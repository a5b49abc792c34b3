package alrc.core.stats;

import alrc.settings.Limits;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Two one-sided t-tests: whether the mean of a lies within a fraction of the mean of b. Paired, and
 * without taking b's mean as known: the tests are of a − (1 + margin) b &lt; 0 and a − (1 − margin)
 * b &gt; 0, pair by pair. Sources: Schuirmann, "A comparison of the two one-sided tests procedure
 * and the power approach", J. Pharmacokinet. Biopharm. 15 (1987) 657, doi 10.1007/BF01068419; the
 * ratio form: Sasabuchi, Biometrika 67 (1980) 429.
 */
public final class Equivalence {
  private Equivalence() {}

  /**
   * The larger p-value of the two tests: p ≤ α/2 exactly where the (1 − α) interval of the ratio
   * lies within 1 ± margin.
   *
   * @param margin a fraction of b's mean, in (0, 1)
   * @param a at least two finite values
   * @param b as many, of a positive mean
   */
  public static double p(double margin, double[] a, double[] b) {
    Limits.require(margin > 0 && margin < 1, "margin", margin, "must be in (0, 1)");
    Limits.require(a.length == b.length, "pairs", b.length, "must be as many as " + a.length);
    Limits.atLeast("pairs", a.length, 2);
    double[] above = new double[a.length];
    double[] below = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      above[i] = (1 + margin) * b[i] - a[i];
      below[i] = a[i] - (1 - margin) * b[i];
    }
    return Math.max(positive(above), positive(below));
  }

  /** The one-sided p-value against "the mean is not positive". */
  private static double positive(double[] values) {
    Summary summary = Summary.of(values);
    if (summary.sd() == 0) {
      return summary.mean() > 0 ? 0 : 1;
    }
    double t = summary.mean() / (summary.sd() / StrictMath.sqrt(values.length));
    return TDistribution.of(values.length - 1.0).survivalProbability(t);
  }
}
