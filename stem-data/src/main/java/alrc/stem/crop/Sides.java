package alrc.stem.crop;

import alrc.settings.SettingMistake;

/** The rule that all kinds of crops share. */
final class Sides {
  private static final int SMALLEST = 8;
  private static final int LARGEST = 1 << 14;

  private Sides() {}

  static void check(int side) {
    if (side < SMALLEST) {
      throw new SettingMistake("crop side", side, "must be at least " + SMALLEST + " pixels");
    }
    if (side > LARGEST) {
      throw new SettingMistake("crop side", side, "must be at most " + LARGEST + " pixels");
    }
  }
}
