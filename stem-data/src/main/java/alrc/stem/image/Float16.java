package alrc.stem.image;

/** IEEE 754 binary16 (half precision), which Java 17 has no type for. */
final class Float16 {
  private static final float SUBNORMAL_STEP = 0x1p-24f;
  private static final float SMALLEST_NORMAL = 0x1p-14f;

  private Float16() {}

  /** Returns the value of 16 bits: 1 sign, 5 exponent (bias 15), 10 fraction. */
  static float toFloat(short bits) {
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

  /** Returns the 16 bits of a value that binary16 can hold exactly. */
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
}
