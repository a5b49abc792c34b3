package alrc.core.stats;

import alrc.settings.Limits;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A cell against its baseline over the seeds that both have finished: the columns of {@code
 * comparisons.csv} but for {@code p_holm} and {@code verdict}, which need the other comparisons
 * ({@link Family}).
 *
 * <p>What needs a mean is empty as soon as a trial of a pair has diverged. What needs ranks takes a
 * diverged trial as the worst error, +∞, and two diverged trials as equal. p-values need {@link
 * #FEWEST_PAIRS} pairs, and those of means need errors that vary.
 *
 * @param pairs seeds finished in both cells
 * @param divergedPairs those of them of which a trial diverged
 * @param difference mean of the paired differences cell − baseline, with t interval, in the unit of
 *     the errors
 * @param relative that difference over the baseline's mean of the same seeds, as a fraction, with
 *     Fieller's interval; empty where the baseline's mean is not positive. Errors that are not
 *     negative cannot be lowered by more than all of them: their interval ends at −1
 * @param paired two-sided p of the paired t-test
 * @param welch two-sided p of Welch's test, which ignores the pairing
 * @param mannWhitney two-sided p of the Mann–Whitney test
 * @param improvement probability of improvement: that a trial of the cell ends below one of the
 *     baseline, ties counting half, with a bootstrap interval over the pairs; empty without a pair
 * @param cliffsDelta 1 − 2 · improvement: −1 where every trial of the cell is the lower one, 1
 *     where every one is the higher, with the interval of that
 * @param spread standard deviation of the paired differences
 * @param baselineMean mean of the baseline's errors of these seeds
 * @param medianDifference median of the cell's errors of these seeds, minus that of the baseline's;
 *     empty without means
 * @param equivalence p of {@link Equivalence} within the margin
 * @param tally how many pairs are better, worse and equal
 */
public record PairedComparison(
    int pairs,
    int divergedPairs,
    Optional<Estimate> difference,
    Optional<Estimate> relative,
    OptionalDouble paired,
    OptionalDouble welch,
    OptionalDouble mannWhitney,
    Optional<Estimate> improvement,
    Optional<Estimate> cliffsDelta,
    OptionalDouble spread,
    OptionalDouble baselineMean,
    OptionalDouble medianDifference,
    OptionalDouble equivalence,
    SignTest.Tally tally) {

  /** Fewer pairs have no p-value. */
  public static final int FEWEST_PAIRS = 3;

  /**
   * How to compare.
   *
   * @param confidence of each interval, such as 0.95
   * @param margin cells that differ by less than this fraction of the baseline are equivalent, such
   *     as 0.01; in (0, 1)
   * @param bootstrap decides the interval of the probability of improvement; empty for none, where
   *     many are compared and few are read
   */
  public record Settings(double confidence, double margin, Optional<Bootstrap> bootstrap) {
    /** With an interval of the probability of improvement. */
    public Settings(double confidence, double margin, Bootstrap bootstrap) {
      this(confidence, margin, Optional.of(bootstrap));
    }

    public Settings {
      Limits.require(
          confidence > 0 && confidence < 1, "confidence", confidence, "must be in (0, 1)");
      Limits.require(margin > 0 && margin < 1, "margin", margin, "must be in (0, 1)");
    }
  }

  /** Compares a cell with its baseline. Seeds that only one of them has are left out. */
  public static PairedComparison of(FinalErrors cell, FinalErrors baseline, Settings settings) {
    return new PairedFigures(PairedErrors.of(cell, baseline), settings).all();
  }

  /** The smallest difference that the paired t-test would detect at this number of pairs. */
  public OptionalDouble detectable(DetectableEffect effect) {
    return spread.isPresent()
        ? OptionalDouble.of(effect.atPairs(spread.getAsDouble(), pairs))
        : OptionalDouble.empty();
  }

  /**
   * How many pairs in all would detect a difference of this size, judging by the spread so far.
   *
   * @param fraction of the baseline's mean, &gt; 0
   * @return empty where the spread or the baseline's mean is not known, or no number is enough
   */
  public OptionalLong pairsFor(double fraction, DetectableEffect effect) {
    if (spread.isEmpty() || baselineMean.isEmpty() || !(baselineMean.getAsDouble() > 0)) {
      return OptionalLong.empty();
    }
    return effect.pairsFor(spread.getAsDouble(), fraction * baselineMean.getAsDouble());
  }

  /**
   * Whether mean and median say the reverse of each other, by more than a difference that does not
   * matter: a few seeds decide the mean then.
   *
   * @param margin differences up to this fraction of the baseline's mean do not matter; ≥ 0
   */
  public boolean mediansDisagree(double margin) {
    if (difference.isEmpty() || medianDifference.isEmpty()) {
      return false;
    }
    double mean = difference.get().value();
    double median = medianDifference.getAsDouble();
    double least = margin * Math.abs(baselineMean.orElse(0));
    return mean * median < 0 && Math.abs(mean) > least && Math.abs(median) > least;
  }

  /** The evidence of {@link SignTest}, valid however often one looked. */
  public double evidence() {
    return SignTest.evidence(tally);
  }

  /** The p-value that decides: of the paired t-test, or of Mann and Whitney's without means. */
  public OptionalDouble deciding() {
    return paired.isPresent() ? paired : mannWhitney;
  }

  /** The sign of cell − baseline: of the mean difference, or of Cliff's delta without means. */
  double direction() {
    return difference.or(() -> cliffsDelta).map(Estimate::value).orElse(0.0);
  }
}
