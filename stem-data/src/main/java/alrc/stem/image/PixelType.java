package alrc.stem.image;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Locale;

/** The type of one stored value, named as NumPy names it. */
public enum PixelType {
  /** Unsigned 8-bit integer. */
  UINT8(1),
  /** Signed 8-bit integer. */
  INT8(1),
  /** Unsigned 16-bit integer. */
  UINT16(2),
  /** Signed 16-bit integer. */
  INT16(2),
  /** Unsigned 32-bit integer. */
  UINT32(4),
  /** Signed 32-bit integer. */
  INT32(4),
  /** Unsigned 64-bit integer. */
  UINT64(8),
  /** Signed 64-bit integer. */
  INT64(8),
  /** IEEE 754 binary16. */
  FLOAT16(2),
  /** IEEE 754 binary32. */
  FLOAT32(4),
  /** IEEE 754 binary64. */
  FLOAT64(8),
  /** Two binary32: real part, imaginary part. */
  COMPLEX64(8),
  /** Two binary64: real part, imaginary part. */
  COMPLEX128(16);

  private final int bytes;

  PixelType(int bytes) {
    this.bytes = bytes;
  }

  /** Returns NumPy's name of this type, for example {@code float32}. */
  public String dtype() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the size of one value in bytes. */
  public int bytes() {
    return bytes;
  }

  /** Returns whether a value has a real and an imaginary part. */
  public boolean isComplex() {
    return this == COMPLEX64 || this == COMPLEX128;
  }

  /** Returns whether the type has real values that float32 cannot represent exactly. */
  public boolean isWide() {
    return switch (this) {
      case UINT32, INT32, UINT64, INT64, FLOAT64 -> true;
      default -> false;
    };
  }

  /** Returns whether values are integers. */
  public boolean isInteger() {
    return switch (this) {
      case FLOAT16, FLOAT32, FLOAT64, COMPLEX64, COMPLEX128 -> false;
      default -> true;
    };
  }

  /**
   * Returns one value, rounded to double where it is a 64-bit integer; the real part of a complex
   * one.
   *
   * @param values stored values from position 0, in the buffer's byte order
   * @param index of the value
   */
  public double at(ByteBuffer values, int index) {
    int p = index * bytes;
    return switch (this) {
      case UINT8 -> values.get(p) & 0xff;
      case INT8 -> values.get(p);
      case UINT16 -> values.getShort(p) & 0xffff;
      case INT16 -> values.getShort(p);
      case UINT32 -> values.getInt(p) & 0xffffffffL;
      case INT32 -> values.getInt(p);
      case UINT64 -> unsigned(values.getLong(p));
      case INT64 -> (double) values.getLong(p);
      case FLOAT16 -> Float16.toFloat(values.getShort(p));
      case FLOAT32, COMPLEX64 -> values.getFloat(p);
      case FLOAT64, COMPLEX128 -> values.getDouble(p);
    };
  }

  /** Returns the imaginary part of one complex value; 0 for every other type. */
  public double imaginaryAt(ByteBuffer values, int index) {
    return switch (this) {
      case COMPLEX64 -> values.getFloat(index * bytes + 4);
      case COMPLEX128 -> values.getDouble(index * bytes + 8);
      default -> 0;
    };
  }

  /** Returns one value exactly: a Long or BigInteger for integers, else a Double. */
  public Number exactAt(ByteBuffer values, int index) {
    if (this == INT64) {
      return values.getLong(index * bytes);
    }
    if (this == UINT64) {
      long bits = values.getLong(index * bytes);
      return bits >= 0 ? (Number) bits : new BigInteger(Long.toUnsignedString(bits));
    }
    double value = at(values, index);
    return isInteger() ? (Number) (long) value : (Number) value;
  }

  /**
   * Stores a value that this type represents exactly; an unsigned integer may be given as the
   * signed one of the same bits.
   *
   * @param values receives the value, in the buffer's byte order
   * @param index of the value
   */
  public void put(ByteBuffer values, int index, double value) {
    int p = index * bytes;
    switch (this) {
      case UINT8, INT8 -> values.put(p, (byte) (int) value);
      case UINT16, INT16 -> values.putShort(p, (short) (int) value);
      case UINT32, INT32 -> values.putInt(p, (int) (long) value);
      case FLOAT16 -> values.putShort(p, Float16.toBits((float) value));
      case FLOAT32 -> values.putFloat(p, (float) value);
      case FLOAT64 -> values.putDouble(p, value);
      default -> throw new IllegalStateException("a double cannot represent every " + dtype());
    }
  }

  /**
   * Converts a run of values to float32, rounding to nearest.
   *
   * @param values stored values from position 0, in the buffer's byte order
   * @param first index of the first value to convert
   * @param destination receives {@code count} values from {@code offset} on
   */
  public void toFloats(ByteBuffer values, int first, float[] destination, int offset, int count) {
    switch (this) {
      case FLOAT32 -> {
        int start = first * bytes;
        values
            .slice(start, count * bytes)
            .order(values.order())
            .asFloatBuffer()
            .get(destination, offset, count);
      }
      case UINT8 -> {
        for (int i = 0; i < count; i++) {
          destination[offset + i] = values.get(first + i) & 0xff;
        }
      }
      case UINT16 -> {
        for (int i = 0; i < count; i++) {
          destination[offset + i] = values.getShort((first + i) * 2) & 0xffff;
        }
      }
      case INT16 -> {
        for (int i = 0; i < count; i++) {
          destination[offset + i] = values.getShort((first + i) * 2);
        }
      }
      case INT32 -> {
        for (int i = 0; i < count; i++) {
          destination[offset + i] = values.getInt((first + i) * 4);
        }
      }
      case INT64 -> {
        for (int i = 0; i < count; i++) {
          destination[offset + i] = values.getLong((first + i) * 8);
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          destination[offset + i] = (float) at(values, first + i);
        }
      }
    }
  }

  private static double unsigned(long bits) {
    // Halving keeps the lost bit as a sticky bit, so that the doubled result is rounded only once.
    return bits >= 0 ? (double) bits : ((bits >>> 1) | (bits & 1)) * 2.0;
  }
}
