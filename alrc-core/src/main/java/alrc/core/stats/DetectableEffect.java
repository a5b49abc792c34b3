package alrc.core.stats;

import alrc.settings.Limits;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The smallest difference of two means that Welch's test would find at these sizes and standard
 * deviations: (t(1 − α/2) + t(power)) times the standard error of the difference. Source: Colas,
 * Sigaud and Oudeyer, "How many random seeds?", arXiv:1806.08295, section 4.
 */
public final class DetectableEffect {
  private DetectableEffect() {}

  /**
   * The difference.
   *
   * @param level α, two-sided, such as 0.05
   * @param power such as 0.8
   * @return NaN if either sample has fewer than two values
   */
  public static double of(Summary a, Summary b, double level, double power) {
    Limits.require(level > 0 && level < 1, "level", level, "must be in (0, 1)");
    Limits.require(power > 0 && power < 1, "power", power, "must be in (0, 1)");
    double va = a.sd() * a.sd() / a.count();
    double vb = b.sd() * b.sd() / b.count();
    double degrees = WelchTest.degrees(va, a.count(), vb, b.count());
    if (!(degrees > 0)) {
      return Double.NaN;
    }
    TDistribution t = TDistribution.of(degrees);
    double needed = t.inverseSurvivalProbability(level / 2) + t.inverseCumulativeProbability(power);
    return needed * StrictMath.sqrt(va + vb);
  }
}
