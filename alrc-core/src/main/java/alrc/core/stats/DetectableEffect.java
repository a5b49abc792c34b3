package alrc.core.stats;

import alrc.settings.Limits;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The smallest mean difference that the two-sided paired t-test detects with a given power. Up to
 * {@value #EXACT} pairs it is the exact one: with c = t(1 − α/2) and normal differences, the power
 * at δ standard deviations is the mean over the sample's deviation s of Φ(δ√n − c s) + Φ(−δ√n − c
 * s), integrated by Simpson's rule. Beyond, it is (t(1 − α/2) + t(power)) · sd / √n, which agrees
 * to 0.1 %. Source: Cohen, "Statistical power analysis for the behavioral sciences", 1988, section
 * 2.3; Colas, Sigaud and Oudeyer, "How many random seeds?", arXiv:1806.08295, section 4.
 *
 * @param level α, such as 0.05; in (0, 1)
 * @param power such as 0.8; in (0, 1)
 */
public record DetectableEffect(double level, double power) {
  /** Level 0.05 and power 0.8, as {@code comparisons.csv} has it. */
  public static final DetectableEffect USUAL = new DetectableEffect(0.05, 0.8);

  private static final int EXACT = 100;
  private static final int STEPS = 128;
  private static final long MOST = 1_000_000_000;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** The exact ones that were computed: the comparisons of a study have few numbers of pairs. */
  private static final Map<Pairs, Double> SHIFTS = new ConcurrentHashMap<>();

  public DetectableEffect {
    Limits.require(level > 0 && level < 1, "level", level, "must be in (0, 1)");
    Limits.require(power > 0 && power < 1, "power", power, "must be in (0, 1)");
  }

  /**
   * The difference, in the unit of {@code sd}.
   *
   * @param sd standard deviation of the paired differences, ≥ 0
   * @param pairs ≥ 2
   */
  public double atPairs(double sd, long pairs) {
    Limits.notNegative("sd", sd);
    Limits.atLeast("pairs", pairs, 2);
    double shift =
        pairs > EXACT ? shift(pairs) : SHIFTS.computeIfAbsent(new Pairs(this, pairs), Pairs::shift);
    return shift * sd / StrictMath.sqrt((double) pairs);
  }

  /** Of a test of so many pairs. */
  private record Pairs(DetectableEffect effect, long pairs) {
    double shift() {
      return effect.shift(pairs);
    }
  }

  /** δ√n of the wanted power. */
  private double shift(long pairs) {
    TDistribution t = TDistribution.of(pairs - 1.0);
    double critical = t.inverseSurvivalProbability(level / 2);
    double near = critical + t.inverseCumulativeProbability(power);
    return pairs > EXACT ? near : exact(critical, (int) pairs - 1, near);
  }

  /**
   * The smallest number of pairs that detects a difference, at least {@link
   * PairedComparison#FEWEST_PAIRS}.
   *
   * @param sd standard deviation of the paired differences, ≥ 0
   * @param difference &gt; 0, in the unit of {@code sd}
   * @return empty where a thousand million pairs are not enough
   */
  public OptionalLong pairsFor(double sd, double difference) {
    Limits.positive("difference", difference);
    long low = PairedComparison.FEWEST_PAIRS;
    long high = MOST;
    if (atPairs(sd, high) > difference) {
      return OptionalLong.empty();
    }
    while (low < high) {
      long middle = (low + high) / 2;
      if (atPairs(sd, middle) <= difference) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return OptionalLong.of(low);
  }

  /** The shift δ√n of the wanted power, by bisection. */
  private double exact(double critical, int degrees, double near) {
    double low = 0;
    double high = 2 * Math.abs(near) + 10;
    while (high - low > 1e-9 * high) {
      double middle = (low + high) / 2;
      if (power(critical, degrees, middle) < power) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static double power(double critical, int degrees, double shift) {
    ChiSquaredDistribution square = ChiSquaredDistribution.of(degrees);
    double end = 1 + 8 / StrictMath.sqrt(2.0 * degrees);
    double sum = 0;
    for (int i = 0; i <= STEPS; i++) {
      double s = Math.max(1e-12, end * i / STEPS); // not 0, where the density of one degree is ∞
      double density = 2 * degrees * s * square.density(degrees * s * s);
      double beyond =
          NORMAL.cumulativeProbability(shift - critical * s)
              + NORMAL.cumulativeProbability(-shift - critical * s);
      double weight = i == 0 || i == STEPS ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * density * beyond;
    }
    return sum * end / STEPS / 3;
  }
}
