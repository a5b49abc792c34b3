package alrc.stem.scan;

import java.util.random.RandomGenerator;

/** Standard normal variables. */
public final class Normal {
  private Normal() {}

  /** Marsaglia's polar method, SIAM Review 6(3), 1964; one of its two numbers is not used. */
  public static double draw(RandomGenerator random) {
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
