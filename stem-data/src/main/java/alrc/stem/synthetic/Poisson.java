package alrc.stem.synthetic;

import java.util.random.RandomGenerator;

/** Poisson-distributed counts, the noise of a finite number of electrons. */
final class Poisson {
  /** Above this mean a rounded normal variable is used: skewness is then under 0.13. */
  private static final double NORMAL_FROM = 60;

  private Poisson() {}

  /**
   * Replaces intensities by counts.
   *
   * @param dose mean count at intensity 1
   */
  static void count(float[] image, double dose, RandomGenerator random) {
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) draw(Math.max(0, image[i] * dose), random);
    }
  }

  /** Knuth, The Art of Computer Programming 2, 3.4.1, algorithm Q, for small means. */
  static double draw(double mean, RandomGenerator random) {
    if (mean >= NORMAL_FROM) {
      return Math.max(0, StrictMath.rint(mean + StrictMath.sqrt(mean) * normal(random)));
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

  /** Marsaglia's polar method, SIAM Review 6(3), 1964; one of its two numbers is not used. */
  private static double normal(RandomGenerator random) {
    while (true) {
      double u = 2 * random.nextDouble() - 1;
      double v = 2 * random.nextDouble() - 1;
      double s = u * u + v * v;
      if (s > 0 && s < 1) {
        return u * StrictMath.sqrt(-2 * StrictMath.log(s) / s);
      }
    }
  }
}
