package alrc.core.stats;

import alrc.settings.Limits;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The confidence interval of a ratio of two means, paired: the ratios r for which the t-test of a −
 * r b does not reject. Source: Fieller, "Some problems in interval estimation", J. R. Stat. Soc. B
 * 16 (1954) 175.
 */
final class RatioInterval {
  private RatioInterval() {}

  /**
   * The interval of mean(a) / mean(b).
   *
   * @param a at least two finite values
   * @param b as many
   * @return empty where b's mean does not differ from 0 at this confidence: no bounded interval
   *     exists
   */
  static Optional<Interval> of(double confidence, double[] a, double[] b) {
    Limits.require(a.length == b.length, "pairs", b.length, "must be as many as " + a.length);
    int n = a.length;
    Summary first = Summary.of(a);
    Summary second = Summary.of(b);
    double t = TDistribution.of(n - 1.0).inverseSurvivalProbability((1 - confidence) / 2);
    double share = t * t / n;
    double covariance = 0;
    for (int i = 0; i < n; i++) {
      covariance += (a[i] - first.mean()) * (b[i] - second.mean()) / (n - 1);
    }
    // roots of square·r² − 2 middle·r + constant = 0
    double square = second.mean() * second.mean() - share * second.sd() * second.sd();
    double middle = first.mean() * second.mean() - share * covariance;
    double constant = first.mean() * first.mean() - share * first.sd() * first.sd();
    if (!(square > 0)) {
      return Optional.empty();
    }
    double root = StrictMath.sqrt(Math.max(0, middle * middle - square * constant));
    return Optional.of(new Interval((middle - root) / square, (middle + root) / square));
  }
}
