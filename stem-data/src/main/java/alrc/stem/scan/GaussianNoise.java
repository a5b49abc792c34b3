package alrc.stem.scan;

import alrc.settings.SettingMistake;
import java.util.random.RandomGenerator;

/**
 * Read noise: a normal variable is added to every pixel, whatever its signal and dwell.
 *
 * @param deviation standard deviation, as a fraction of the range of the crop
 */
public record GaussianNoise(double deviation) implements Noise {
  /** Checks the deviation. */
  public GaussianNoise {
    if (!(deviation >= 0 && deviation <= 1000)) {
      throw new SettingMistake("deviation", deviation, "must be in [0, 1000]");
    }
  }

  @Override
  public String kind() {
    return "gaussian";
  }

  @Override
  public void add(float[] signal, ScanMask mask, double mean, RandomGenerator random) {
    for (int k = 0; k < signal.length; k++) {
      signal[k] += (float) (deviation * Normal.draw(random));
    }
  }
}
