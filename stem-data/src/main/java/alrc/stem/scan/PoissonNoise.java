package alrc.stem.scan;

import alrc.settings.SettingMistake;
import java.util.random.RandomGenerator;

/**
 * Counting noise: a pixel of signal s and dwell m takes a Poisson-distributed number of electrons
 * with mean dose·m·s / s̄, where s̄ is the mean signal of the crop, and shows that number on the
 * scale of s. Signals below 0 count as 0.
 *
 * @param dose detected electrons per pixel of full dwell, on average over the crop
 */
public record PoissonNoise(double dose) implements Noise {
  private static final double LEAST = 1e-6;
  private static final double MOST = 1e9;

  /** Checks the dose. */
  public PoissonNoise {
    if (!(dose >= LEAST && dose <= MOST)) {
      throw new SettingMistake("dose", dose, "must be in [1e-6, 1e9] electrons per pixel");
    }
  }

  @Override
  public String kind() {
    return "poisson";
  }

  @Override
  public void add(float[] signal, ScanMask mask, double mean, RandomGenerator random) {
    float[] dwell = mask.selectedWeights();
    for (int k = 0; k < signal.length; k++) {
      double electrons = dose * dwell[k] / mean;
      signal[k] = (float) (Poisson.draw(Math.max(0, signal[k]) * electrons, random) / electrons);
    }
  }
}
