package alrc.core.stats;

import alrc.settings.Limits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * How large a share of the runs ends at or below each error: an empirical distribution function,
 * which never averages and in which a diverged run is a run that stays above every threshold.
 * Source: Dolan and Moré, Math. Program. 91 (2002) 201, doi 10.1007/s101070100263; as score
 * distributions: Agarwal et al., arXiv:2108.13264, section 4.2. The band is that of Clopper and
 * Pearson (Biometrika 26, 1934, 404) at each threshold by itself.
 *
 * @param points one per distinct finite error, rising; between two the share is that of the lower
 */
public record PerformanceProfile(List<Point> points) {
  /**
   * One step.
   *
   * @param threshold an error, in the unit of the errors
   * @param share of the runs at or below it, 0 … 1
   * @param band its confidence interval
   */
  public record Point(double threshold, double share, Interval band) {}

  public PerformanceProfile {
    points = List.copyOf(points);
  }

  /**
   * The profile of a sample.
   *
   * @param errors none NaN; +∞ is a diverged run
   */
  public static PerformanceProfile of(double confidence, double... errors) {
    Limits.require(confidence > 0 && confidence < 1, "confidence", confidence, "must be in (0, 1)");
    double[] sorted = errors.clone();
    Arrays.sort(sorted);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < sorted.length; i++) {
      boolean last = i == sorted.length - 1 || sorted[i + 1] > sorted[i];
      if (last && Double.isFinite(sorted[i])) {
        int below = i + 1;
        points.add(
            new Point(
                sorted[i], below / (double) sorted.length, band(confidence, below, sorted.length)));
      }
    }
    return new PerformanceProfile(points);
  }

  /** The share of the runs at or below any error. */
  public double at(double threshold) {
    return points.stream()
        .filter(point -> point.threshold() <= threshold)
        .mapToDouble(Point::share)
        .max()
        .orElse(0);
  }

  private static Interval band(double confidence, int below, int runs) {
    double tail = (1 - confidence) / 2;
    double low = BetaDistribution.of(below, runs - below + 1.0).inverseCumulativeProbability(tail);
    double high =
        below == runs
            ? 1
            : BetaDistribution.of(below + 1.0, runs - below).inverseSurvivalProbability(tail);
    return new Interval(low, high);
  }
}
