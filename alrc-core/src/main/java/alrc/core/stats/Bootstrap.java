package alrc.core.stats;

import alrc.core.random.Randomness;
import alrc.settings.Limits;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.apache.commons.numbers.arrays.Selection;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Confidence intervals of any statistic by resampling. Source: Efron and Tibshirani, "An
 * introduction to the bootstrap", 1993, sections 13.3 (percentile) and 14.3 (BCa).
 *
 * @param seed decides the resamples, and with them the interval
 * @param resamples how many, ≥ 100
 */
public record Bootstrap(long seed, int resamples) {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  public Bootstrap {
    Limits.atLeast("resamples", resamples, 100);
  }

  /**
   * The range of the middle of the resampled statistics. It does not depend on the order of the
   * values.
   *
   * @param values at least one; +∞ is allowed, and may come back as an end
   */
  public Interval percentile(
      double confidence, ToDoubleFunction<double[]> statistic, double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return middle(confidence, resampled(statistic, sorted));
  }

  /**
   * The same of the mean of the middle of a sample: what is left when some values are cut off at
   * either end. The median and the interquartile mean are such means.
   *
   * @param cut how many values are cut off at either end; less than half of them
   */
  Interval ofMiddle(double confidence, int cut, double... values) {
    if (values.length > Resamples.LARGEST) {
      return percentile(confidence, sample -> middleMean(sample, cut), values);
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int[][] drawn = Resamples.of(this, values.length);
    double[] all = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      double sum = 0;
      for (int k = cut; k < sorted.length - cut; k++) {
        sum += sorted[drawn[i][k]];
      }
      all[i] = sum / (sorted.length - 2 * cut);
    }
    int low = (int) ((1 - confidence) / 2 * (resamples - 1));
    int high = resamples - 2 - low;
    // only these four are read, and sorting all would take most of the time of a large report
    Selection.select(
        all, new int[] {low, low + 1, Math.max(0, high), Math.min(high + 1, resamples - 1)});
    return middle(confidence, all);
  }

  private static double middleMean(double[] sample, int cut) {
    double[] sorted = sample.clone();
    Arrays.sort(sorted);
    return Summary.of(Arrays.copyOfRange(sorted, cut, sorted.length - cut)).mean();
  }

  /**
   * The same of a statistic of whole units, such as pairs, which are drawn by their index so that
   * what belongs together stays together.
   *
   * @param units how many, ≥ 1
   * @param statistic of drawn indices, each in 0 … units − 1; it must not keep or change its array
   */
  public Interval percentileOfUnits(
      double confidence, int units, ToDoubleFunction<int[]> statistic) {
    Limits.atLeast("units", units, 1);
    SplittableRandom random = Randomness.of(seed, "bootstrap");
    double[] all = new double[resamples];
    int[] drawn = new int[units];
    for (int i = 0; i < resamples; i++) {
      Arrays.setAll(drawn, k -> random.nextInt(units));
      all[i] = statistic.applyAsDouble(drawn);
    }
    Arrays.sort(all);
    return middle(confidence, all);
  }

  private static Interval middle(double confidence, double[] sorted) {
    double tail = (1 - confidence) / 2;
    return new Interval(Quantile.ofSorted(tail, sorted), Quantile.ofSorted(1 - tail, sorted));
  }

  /**
   * The same, corrected for bias and for a spread that changes with the statistic.
   *
   * @param values at least two
   * @return a point where the statistic does not vary
   */
  public Interval bca(double confidence, ToDoubleFunction<double[]> statistic, double... values) {
    Limits.atLeast("values", values.length, 2);
    double[] resampled = resampled(statistic, values);
    double found = statistic.applyAsDouble(values);
    if (resampled[0] == resampled[resampled.length - 1]) {
      return new Interval(found, found);
    }
    double bias = NORMAL.inverseCumulativeProbability(shareBelow(resampled, found));
    double acceleration = acceleration(statistic, values);
    double tail = (1 - confidence) / 2;
    return new Interval(
        Quantile.ofSorted(corrected(tail, bias, acceleration), resampled),
        Quantile.ofSorted(corrected(1 - tail, bias, acceleration), resampled));
  }

  private double[] resampled(ToDoubleFunction<double[]> statistic, double... values) {
    Limits.atLeast("values", values.length, 1);
    SplittableRandom random = Randomness.of(seed, "bootstrap");
    double[] all = new double[resamples];
    double[] drawn = new double[values.length];
    for (int i = 0; i < resamples; i++) {
      for (int k = 0; k < drawn.length; k++) {
        drawn[k] = values[random.nextInt(values.length)];
      }
      all[i] = statistic.applyAsDouble(drawn);
    }
    Arrays.sort(all);
    return all;
  }

  /** Ties count half; kept off 0 and 1, where the normal quantile is infinite. */
  private static double shareBelow(double[] resampled, double found) {
    double below = 0;
    for (double each : resampled) {
      below += each < found ? 1 : each == found ? 0.5 : 0;
    }
    double least = 0.5 / resampled.length;
    return Math.min(1 - least, Math.max(least, below / resampled.length));
  }

  /** Equation 14.15, by leaving out one value at a time. */
  private static double acceleration(ToDoubleFunction<double[]> statistic, double[] values) {
    double[] without = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double[] rest = new double[values.length - 1];
      System.arraycopy(values, 0, rest, 0, i);
      System.arraycopy(values, i + 1, rest, i, rest.length - i);
      without[i] = statistic.applyAsDouble(rest);
    }
    double mean = Summary.of(without).mean();
    double squares = 0;
    double cubes = 0;
    for (double each : without) {
      double away = mean - each;
      squares += away * away;
      cubes += away * away * away;
    }
    return squares == 0 ? 0 : cubes / (6 * squares * StrictMath.sqrt(squares));
  }

  /** Equation 14.10. */
  private static double corrected(double fraction, double bias, double acceleration) {
    double z = bias + NORMAL.inverseCumulativeProbability(fraction);
    return NORMAL.cumulativeProbability(bias + z / (1 - acceleration * z));
  }
}
