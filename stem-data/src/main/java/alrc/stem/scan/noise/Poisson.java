package alrc.stem.scan.noise;

import alrc.stem.scan.Normal;
import java.util.random.RandomGenerator;

/** Poisson-distributed counts, the noise of a finite number of electrons. */
public final class Poisson {
  /** Above this mean a rounded normal variable is used: skewness is then under 0.13. */
  private static final double NORMAL_FROM = 60;

  private Poisson() {}

  /**
   * Draws a count.
   *
   * <p>Knuth, The Art of Computer Programming 2, 3.4.1, algorithm Q, for small means.
   */
  public static double draw(double mean, RandomGenerator random) {
    if (mean >= NORMAL_FROM) {
      double count = mean + StrictMath.sqrt(mean) * Normal.draw(random);
      return Math.max(0, StrictMath.rint(count));
    }
    double limit = StrictMath.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }
}
