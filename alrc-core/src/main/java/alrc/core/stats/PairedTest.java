package alrc.core.stats;

import alrc.settings.Limits;

/**
 * Whether pairs, such as two cells' runs of the same seed, differ on average: Student's t of their
 * differences.
 *
 * @param t mean of the differences over its standard error
 * @param p two-sided, n − 1 degrees of freedom; NaN if there are fewer than two pairs
 */
public record PairedTest(double t, double p) {
  /** Compares a with b, pair by pair; t is negative where a is the smaller. */
  public static PairedTest of(double[] a, double[] b) {
    Limits.require(a.length == b.length, "pairs", b.length, "must be as many as " + a.length);
    double[] differences = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      differences[i] = a[i] - b[i];
    }
    Summary sample = Summary.of(differences);
    double t = sample.mean() / (sample.sd() / StrictMath.sqrt(sample.count()));
    return new PairedTest(t, WelchTest.twoSided(t, sample.count() - 1));
  }
}
