package alrc.stem.scan.noise;

import alrc.settings.Preset;
import alrc.settings.Range;
import alrc.settings.SettingMistake;
import alrc.stem.scan.Exposure;
import alrc.stem.scan.Noise;
import java.util.random.RandomGenerator;

/**
 * What a detector makes of a signal s, last of all: offset + gain·s is clamped to [0, saturation]
 * and rounded to the nearest of 2^bits levels, spread evenly over that range. Read noise before it
 * is {@link GaussianNoise}.
 *
 * @param gain of the amplifier, over 0; signals are in [0, 1] on the range of the crop
 * @param offset black level, in units of the output
 * @param bits of the digitiser
 * @param saturation the largest output, over 0
 */
public record Detector(
    @Preset("1.0") double gain,
    @Preset("0.0") double offset,
    @Preset("16") @Range(least = 1, most = 24) int bits,
    @Preset("1.0") double saturation)
    implements Noise {
  private static final double LEAST = 1e-6;
  private static final double MOST = 1e6;

  /** Checks the numbers. */
  public Detector {
    if (!(gain >= LEAST && gain <= MOST)) {
      throw new SettingMistake("gain", gain, "must be in [1e-6, 1e6]");
    }
    if (!(offset >= -MOST && offset <= MOST)) {
      throw new SettingMistake("offset", offset, "must be in [-1e6, 1e6]");
    }
    if (!(saturation >= LEAST && saturation <= MOST)) {
      throw new SettingMistake("saturation", saturation, "must be in [1e-6, 1e6]");
    }
  }

  @Override
  public String kind() {
    return "detector";
  }

  @Override
  public boolean isLast() {
    return true;
  }

  @Override
  public void add(float[] signal, Exposure exposure, RandomGenerator random) {
    double level = saturation / ((1 << bits) - 1);
    for (int k = 0; k < signal.length; k++) {
      double output = Math.max(0, Math.min(saturation, offset + gain * signal[k]));
      signal[k] = (float) (level * StrictMath.rint(output / level));
    }
  }
}
