package alrc.stem.image;

/** IEEE 754 binary16 (half precision), which Java 17 has no type for. */
final class Float16 {
  private static final float SUBNORMAL_STEP = 0x1p-24f;

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
}
