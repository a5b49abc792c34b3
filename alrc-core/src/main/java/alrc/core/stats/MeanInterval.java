package alrc.core.stats;

import alrc.settings.Limits;
import org.apache.commons.statistics.distribution.TDistribution;

/** The confidence interval of a mean by Student's t: mean ± t · sd/√n, n − 1 degrees of freedom. */
public final class MeanInterval {
  private MeanInterval() {}

  /**
   * The interval of the mean of what the values were drawn from.
   *
   * @param confidence such as 0.95
   * @return NaN at both ends if there are fewer than two values
   */
  public static Interval of(double confidence, double... values) {
    Limits.require(confidence > 0 && confidence < 1, "confidence", confidence, "must be in (0, 1)");
    Summary sample = Summary.of(values);
    if (sample.count() < 2) {
      return new Interval(Double.NaN, Double.NaN);
    }
    double t =
        TDistribution.of(sample.count() - 1).inverseSurvivalProbability((1 - confidence) / 2);
    double half = t * sample.sd() / StrictMath.sqrt(sample.count());
    return new Interval(sample.mean() - half, sample.mean() + half);
  }
}
