package alrc.core.stats;

import java.util.Optional;

/**
 * A number computed from a sample, with the interval that says how well the sample determines it.
 *
 * @param value the number; +∞ where it is a rank-based statistic that diverged trials reach
 * @param interval its confidence interval, whose ends may be +∞ for the same reason; empty where
 *     the sample is too small for one
 */
public record Estimate(double value, Optional<Interval> interval) {
  /** An estimate of too small a sample. */
  static Estimate without(double value) {
    return new Estimate(value, Optional.empty());
  }
}
