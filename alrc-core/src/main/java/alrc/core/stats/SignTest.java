package alrc.core.stats;

import java.util.Locale;

/**
 * A sign test of paired results that may be looked at after every pair.
 *
 * <p>Its evidence is a bet against "better and worse are equally likely" whose fortune is at least
 * 1/level ever, however often and whenever one looks, with a chance of at most {@code level} where
 * that is true (Ville's inequality). It is exact for pairs of any distribution: only signs count,
 * so heavy tails do no harm, and a divergence is an infinite error.
 *
 * <p>With b pairs better and w worse, n = b + w, the evidence is the mean over all chances of
 * "better", each as likely, of the likelihood ratio to ½: 2ⁿ ∫ pᵇ(1 − p)ʷ dp = 2ⁿ / ((n + 1) C(n,
 * b)) (H. Robbins, Statistical Methods Related to the Law of the Iterated Logarithm, Ann. Math.
 * Statist. 41 (1970) 1397, doi 10.1214/aoms/1177696786; S. R. Howard et al., Time-uniform,
 * nonparametric, nonasymptotic confidence sequences, Ann. Statist. 49 (2021) 1055, doi
 * 10.1214/20-AOS1991; A. Ramdas et al., Game-theoretic statistics and safe anytime-valid inference,
 * Statist. Sci. 38 (2023) 576, doi 10.1214/23-STS894).
 *
 * <p>Equal pairs say nothing of the direction and are left out. Where all pairs are equal, as where
 * a rule never acted, the evidence against "at least every other pair differs" is 2ᵐ after m pairs,
 * the fortune of a bet on equal pairs alone; the same bound applies.
 *
 * @param level the chance of a wrong decision, for each of the two hypotheses; 0 &lt; level &lt; 1
 */
public record SignTest(double level) {
  private static final double LN_2 = StrictMath.log(2);

  /** What is decided about the first of a pair. */
  public enum Decision {
    /** Its error is the smaller one more often than not. */
    BETTER,
    /** Its error is the larger one more often than not. */
    WORSE,
    /** Most pairs are equal. */
    EQUAL,
    /** Neither; more pairs may decide. */
    UNDECIDED;

    /** The word of a report. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * How many pairs came out how; each ≥ 0.
   *
   * @param better pairs whose first error is the smaller
   * @param worse pairs whose first error is the larger
   * @param equal pairs of equal errors
   */
  public record Tally(int better, int worse, int equal) {
    /** No pair yet. */
    public static final Tally NONE = new Tally(0, 0, 0);

    /** With one more pair of errors; an infinite error is the worst. */
    public Tally with(double error, double baseline) {
      if (error == baseline) {
        return new Tally(better, worse, equal + 1);
      }
      return error < baseline
          ? new Tally(better + 1, worse, equal)
          : new Tally(better, worse + 1, equal);
    }
  }

  public SignTest {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level " + level + ": must be in (0, 1)");
    }
  }

  /** The decision after these pairs. */
  public Decision decision(Tally pairs) {
    if (logEvidence(pairs) < -StrictMath.log(level)) {
      return Decision.UNDECIDED;
    }
    if (pairs.better() == pairs.worse()) {
      return Decision.EQUAL;
    }
    return pairs.better() > pairs.worse() ? Decision.BETTER : Decision.WORSE;
  }

  /** The evidence for the decision, to be compared with 1/level; 1 before the first pair. */
  public static double evidence(Tally pairs) {
    return StrictMath.exp(logEvidence(pairs));
  }

  private static double logEvidence(Tally pairs) {
    int differing = pairs.better() + pairs.worse();
    if (differing == 0) {
      return pairs.equal() * LN_2;
    }
    double logChoices = 0;
    for (int i = 1; i <= pairs.better(); i++) {
      logChoices += StrictMath.log((pairs.worse() + i) / (double) i);
    }
    return differing * LN_2 - StrictMath.log(differing + 1) - logChoices;
  }
}
