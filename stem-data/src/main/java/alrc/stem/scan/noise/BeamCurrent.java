package alrc.stem.scan.noise;

import alrc.settings.SettingMistake;
import alrc.stem.scan.Exposure;
import alrc.stem.scan.Noise;
import java.util.random.RandomGenerator;

/**
 * Counting noise, as in {@link PoissonNoise}, of a current: in one dwell of t seconds current·t/e
 * electrons are detected on average over the crop; e is the elementary charge, 1.602176634·10⁻¹⁹ C
 * (exact in the SI since 2019).
 *
 * @param current of detected electrons on average over the crop, in A: the probe current times the
 *     fraction that reaches the detector
 */
public record BeamCurrent(double current) implements Noise {
  private static final double CHARGE = 1.602176634e-19;
  private static final double LEAST = 1e-18;
  private static final double MOST = 1e-6;

  /** Checks the current. */
  public BeamCurrent {
    if (!(current >= LEAST && current <= MOST)) {
      throw new SettingMistake("current", current, "must be in [1e-18, 1e-6] A");
    }
  }

  @Override
  public String kind() {
    return "beam-current";
  }

  @Override
  public boolean countsSeconds() {
    return true;
  }

  @Override
  public void add(float[] signal, Exposure exposure, RandomGenerator random) {
    Counting.count(signal, exposure, electrons(exposure.dwell()), random);
  }

  /** Returns the electrons that are detected in one dwell, on average over the crop. */
  public double electrons(double dwell) {
    return current * dwell / CHARGE;
  }
}
