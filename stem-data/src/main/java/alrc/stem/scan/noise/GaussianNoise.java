package alrc.stem.scan.noise;

import alrc.settings.SettingMistake;
import alrc.stem.scan.Exposure;
import alrc.stem.scan.Noise;
import alrc.stem.scan.Normal;
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
  public void add(float[] signal, Exposure exposure, RandomGenerator random) {
    for (int k = 0; k < signal.length; k++) {
      signal[k] += (float) (deviation * Normal.draw(random));
    }
  }
}
