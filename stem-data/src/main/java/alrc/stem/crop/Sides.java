package alrc.stem.crop;

import alrc.stem.codec.InvalidSettingException;

/** The rule that all kinds of crops share. */
final class Sides {
  private static final int SMALLEST = 8;
  private static final int LARGEST = 1 << 14;

  private Sides() {}

  static void check(int side) {
    if (side < SMALLEST) {
      throw new InvalidSettingException(
          "crop side", side, "must be at least " + SMALLEST + " pixels");
    }
    if (side > LARGEST) {
      throw new InvalidSettingException(
          "crop side", side, "must be at most " + LARGEST + " pixels");
    }
  }
}
