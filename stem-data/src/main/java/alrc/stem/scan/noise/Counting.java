package alrc.stem.scan.noise;

import alrc.stem.scan.Exposure;
import java.util.random.RandomGenerator;

/** Electrons that are counted. */
final class Counting {
  private Counting() {}

  /**
   * Replaces signals by Poisson-distributed counts on the same scale.
   *
   * @param dose electrons in one dwell, on average over the crop
   */
  static void count(float[] signal, Exposure exposure, double dose, RandomGenerator random) {
    float[] dwells = exposure.dwells();
    for (int k = 0; k < signal.length; k++) {
      double electrons = dose * dwells[k] / exposure.mean();
      signal[k] = (float) (Poisson.draw(Math.max(0, signal[k]) * electrons, random) / electrons);
    }
  }
}
