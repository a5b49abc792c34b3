package alrc.core.stats;

import java.util.Arrays;

/**
 * Trials that are much worse than the others of their cell, such as those that got stuck: mean and
 * standard deviation do not show them. A completed trial is one of them if its error is above the
 * median of the completed trials by more than half of the median, and by more than five times the
 * median absolute deviation from it. The first limit is for cells whose seeds hardly differ, the
 * second for those whose seeds all differ. Source of the deviation: Hampel, "The influence curve
 * and its role in robust estimation", J. Am. Stat. Assoc. 69 (1974) 383.
 */
public final class MuchWorse {
  /** Fewer completed trials have no rest to compare with. */
  public static final int FEWEST_TRIALS = 4;

  private static final double OF_MEDIAN = 0.5;
  private static final double OF_DEVIATION = 5;

  private MuchWorse() {}

  /** How many of the completed trials; 0 where there are fewer than four. Diverged ones are not. */
  public static int count(FinalErrors errors) {
    double[] finite = Arrays.stream(errors.values()).filter(Double::isFinite).toArray();
    if (finite.length < FEWEST_TRIALS) {
      return 0;
    }
    double median = Quantile.median(finite);
    double deviation =
        Quantile.median(Arrays.stream(finite).map(e -> Math.abs(e - median)).toArray());
    double limit = Math.max(OF_MEDIAN * Math.abs(median), OF_DEVIATION * deviation);
    return (int) Arrays.stream(finite).filter(error -> error - median > limit).count();
  }
}
