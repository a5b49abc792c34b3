package alrc.stem.image;

/** IEEE 754 binary16 (half precision), which Java 17 has no type for. */
public final class Float16 {
  private static final float SUBNORMAL_STEP = 0x1p-24f;
  private static final float SMALLEST_NORMAL = 0x1p-14f;
  private static final int SMALLEST_NORMAL_BITS = Float.floatToRawIntBits(SMALLEST_NORMAL);

  /** From here on, infinity is the nearest: 65520 lies half-way to the value after the largest. */
  private static final int OVERFLOW_BITS = Float.floatToRawIntBits(65520f);

  private static final int INFINITY_BITS = 0x7f80_0000;

  private Float16() {}

  /** Returns the value of 16 bits: 1 sign, 5 exponent (bias 15), 10 fraction. */
  public static float toFloat(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = (bits >>> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    if (exponent == 0) {
      float size = fraction * SUBNORMAL_STEP;
      return sign == 0 ? size : -size;
    }
    int wide = exponent == 31 ? 255 : exponent - 15 + 127;
    return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
  }

  /** Returns the 16 bits of a value that binary16 represents exactly. */
  static short toBits(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    float size = Math.abs(value);
    if (size < SMALLEST_NORMAL) {
      return (short) (sign | (int) (size / SUBNORMAL_STEP));
    }
    int exponent = (bits >>> 23) & 0xff;
    int narrow = exponent == 255 ? 31 : exponent - 127 + 15;
    return (short) (sign | (narrow << 10) | ((bits >>> 13) & 0x3ff));
  }

  /** Returns the 16 bits of the value of binary16 that is nearest; of two, the even one. */
  public static short nearest(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    int size = bits & 0x7fff_ffff;
    if (size >= SMALLEST_NORMAL_BITS && size < OVERFLOW_BITS) {
      int rounded = size + 0xfff + ((size >>> 13) & 1) - ((127 - 15) << 23);
      return (short) (sign | rounded >>> 13);
    }
    if (size < SMALLEST_NORMAL_BITS) {
      return (short) (sign | (int) StrictMath.rint(Math.abs(value) / SUBNORMAL_STEP));
    }
    return (short) (sign | (size > INFINITY_BITS ? 0x7e00 : 0x7c00));
  }
}
