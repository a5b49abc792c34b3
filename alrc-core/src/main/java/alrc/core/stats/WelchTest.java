package alrc.core.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Whether two samples have the same mean, whatever their variances. Source: Welch, "The
 * generalization of 'Student's' problem when several different population variances are involved",
 * Biometrika 34, 1947; degrees of freedom by Welch and Satterthwaite.
 *
 * @param t difference of the means over its standard error; 0/0 is NaN
 * @param degrees of freedom
 * @param p two-sided; NaN if either sample has fewer than two values or neither varies
 */
public record WelchTest(double t, double degrees, double p) {
  /** Compares a with b; t is negative where the mean of a is the smaller. */
  public static WelchTest of(double[] a, double[] b) {
    Summary first = Summary.of(a);
    Summary second = Summary.of(b);
    double va = first.sd() * first.sd() / first.count();
    double vb = second.sd() * second.sd() / second.count();
    double t = (first.mean() - second.mean()) / StrictMath.sqrt(va + vb);
    double degrees = degrees(va, first.count(), vb, second.count());
    return new WelchTest(t, degrees, twoSided(t, degrees));
  }

  static double degrees(double va, int na, double vb, int nb) {
    return (va + vb) * (va + vb) / (va * va / (na - 1) + vb * vb / (nb - 1));
  }

  static double twoSided(double t, double degrees) {
    boolean defined = !Double.isNaN(t) && degrees > 0;
    return defined ? 2 * TDistribution.of(degrees).survivalProbability(Math.abs(t)) : Double.NaN;
  }
}
