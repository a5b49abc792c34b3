package alrc.stem.transform;

/** Tests for NaN and infinity, fast enough to be made on every pixel. */
final class Finite {
  private static final int EXPONENT = 0x7f800000;

  private Finite() {}

  /** Returns whether no value is NaN or infinite. */
  static boolean all(float[] values) {
    int carry = 0;
    for (float value : values) {
      // An exponent of all ones, and no other, carries into the sign bit.
      carry |= (Float.floatToRawIntBits(value) & EXPONENT) + 0x00800000;
    }
    return carry >= 0;
  }
}
