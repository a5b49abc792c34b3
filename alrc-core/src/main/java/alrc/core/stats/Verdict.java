package alrc.core.stats;

import java.util.Locale;

/**
 * What a comparison decides about the error of a cell against its baseline. The rule is that of
 * {@link Family}.
 */
public enum Verdict {
  /** The cell's error is the lower one. */
  LOWER,
  /** The cell's error is the higher one. */
  HIGHER,
  /** The two differ by less than the margin. */
  EQUIVALENT,
  /** None of these; more seeds may decide. */
  UNDECIDED,
  /** Fewer than {@link PairedComparison#FEWEST_PAIRS} seeds finished in both cells. */
  TOO_FEW;

  /** As {@code comparisons.csv} spells it, such as "too few". */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Of the sign of cell − baseline. */
  static Verdict ofSign(double difference) {
    return difference < 0 ? LOWER : difference > 0 ? HIGHER : UNDECIDED;
  }
}
