package alrc.core.stats;

import alrc.settings.Limits;
import java.util.Arrays;
import java.util.Collection;
import org.apache.commons.statistics.distribution.TDistribution;

/** The confidence interval of a mean by Student's t. */
public final class MeanInterval {
  private MeanInterval() {}

  /**
   * The interval of the mean of what the values were drawn from: mean ± t · sd/√n, n − 1 degrees of
   * freedom.
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

  /**
   * The interval of the mean of all values, where only groups of values are independent: crops of
   * one micrograph are not. With G groups of n_g values, N in all, and the means m_g and m,
   *
   * <pre>m ± t·√(G/(G − 1) · Σ (n_g/N)²·(m_g − m)²),   G − 1 degrees of freedom</pre>
   *
   * With one value per group this is the interval of {@link #of}. Source: Cochran, "Sampling
   * techniques", 3rd edition, 1977, equation 9A.7, the ratio of a sum to a count over clusters.
   *
   * @param confidence such as 0.95
   * @param groups each with at least one value
   * @return NaN at both ends if there are fewer than two groups
   */
  public static Interval overGroups(double confidence, Collection<double[]> groups) {
    Limits.require(confidence > 0 && confidence < 1, "confidence", confidence, "must be in (0, 1)");
    int count = groups.size();
    if (count < 2) {
      return new Interval(Double.NaN, Double.NaN);
    }
    long values = groups.stream().mapToLong(group -> group.length).sum();
    double mean = groups.stream().flatMapToDouble(Arrays::stream).sum() / values;
    double squares = 0;
    for (double[] group : groups) {
      double excess = Arrays.stream(group).map(value -> value - mean).sum() / values;
      squares += excess * excess;
    }
    double deviation = StrictMath.sqrt(squares * count / (count - 1));
    double t = TDistribution.of(count - 1).inverseSurvivalProbability((1 - confidence) / 2);
    return new Interval(mean - t * deviation, mean + t * deviation);
  }
}
