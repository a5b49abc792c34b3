package alrc.stem.crop;

import alrc.settings.SettingMistake;

/**
 * A fixed value.
 *
 * @param fill the value, in stored units
 */
public record ValuePadding(double fill) implements Padding {
  /** Checks that pixels can hold the value. */
  public ValuePadding {
    if (!Float.isFinite((float) fill)) {
      throw new SettingMistake("fill", fill, "must be finite in float32");
    }
  }

  @Override
  public int index(int i, int length) {
    return i >= 0 && i < length ? i : FIXED;
  }

  @Override
  public float value() {
    return (float) fill;
  }

  @Override
  public String kind() {
    return "value";
  }
}
