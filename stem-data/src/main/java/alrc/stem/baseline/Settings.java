package alrc.stem.baseline;

import alrc.stem.codec.InvalidSettingException;

/** Checks of the settings of baselines. */
final class Settings {
  private Settings() {}

  static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new InvalidSettingException(name, value, "must be >= 1");
    }
  }

  static void positive(String name, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new InvalidSettingException(name, value, "must be a finite number > 0");
    }
  }
}
