package alrc.core.stats;

import alrc.settings.Limits;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Comparisons that are read together, decided so that a false "lower" or "higher" anywhere among
 * them is as rare as in one (Holm).
 *
 * <p>The verdict of a comparison, by the first rule that applies:
 *
 * <ol>
 *   <li>{@code too few}: fewer than three pairs.
 *   <li>Where seeds were added on looking, the anytime-valid {@link SignTest} decides alone, since
 *       p-values of a fixed number of seeds do not allow looks: {@code lower}, {@code higher},
 *       {@code equivalent} (most pairs are bit-equal) or {@code undecided}. It is not corrected for
 *       the number of comparisons.
 *   <li>{@code equivalent}: the relative difference's interval at confidence 1 − level lies within
 *       ± the margin, so that a difference too small to matter is never called lower or higher.
 *       This is not corrected for the number of comparisons, and neither is any interval.
 *   <li>{@code lower} or {@code higher}: Holm's adjusted p is at most the level. The p is that of
 *       the paired t-test, or of Mann and Whitney's where a trial diverged or the differences do
 *       not vary; the direction is that of the mean difference, or of Cliff's delta.
 *   <li>{@code undecided} else.
 * </ol>
 *
 * @param level chance of a false decision, such as 0.05; in (0, 1)
 * @param seeds how the number of seeds was chosen
 */
public record Family(double level, Seeds seeds) {
  /** How the number of seeds was chosen. */
  public enum Seeds {
    /** Before any result was seen. */
    FIXED,
    /** Added until the results decide. */
    UNTIL_DECIDED
  }

  /**
   * A comparison and what it decides.
   *
   * @param comparison the comparison
   * @param holm its deciding p-value, adjusted over the family; empty where it has none
   * @param verdict what it decides
   */
  public record Decided(PairedComparison comparison, OptionalDouble holm, Verdict verdict) {}

  public Family {
    Limits.require(level > 0 && level < 1, "level", level, "must be in (0, 1)");
  }

  /** Decides all comparisons of the family, in their order. */
  public List<Decided> decide(List<PairedComparison> comparisons) {
    double[] adjusted =
        Holm.adjusted(
            comparisons.stream().mapToDouble(each -> each.deciding().orElse(Double.NaN)).toArray());
    return IntStream.range(0, adjusted.length)
        .mapToObj(
            i -> {
              OptionalDouble holm =
                  Double.isNaN(adjusted[i])
                      ? OptionalDouble.empty()
                      : OptionalDouble.of(adjusted[i]);
              return new Decided(comparisons.get(i), holm, verdict(comparisons.get(i), holm));
            })
        .toList();
  }

  private Verdict verdict(PairedComparison comparison, OptionalDouble holm) {
    if (comparison.pairs() < PairedComparison.FEWEST_PAIRS) {
      return Verdict.TOO_FEW;
    }
    if (seeds == Seeds.UNTIL_DECIDED) {
      return switch (new SignTest(level).decision(comparison.tally())) {
        case BETTER -> Verdict.LOWER;
        case WORSE -> Verdict.HIGHER;
        case EQUAL -> Verdict.EQUIVALENT;
        case UNDECIDED -> Verdict.UNDECIDED;
      };
    }
    if (comparison.equivalence().orElse(1) <= level / 2) {
      return Verdict.EQUIVALENT;
    }
    return holm.orElse(1) <= level ? Verdict.ofSign(comparison.direction()) : Verdict.UNDECIDED;
  }
}
