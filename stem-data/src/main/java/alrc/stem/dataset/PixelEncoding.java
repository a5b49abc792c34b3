package alrc.stem.dataset;

import alrc.settings.SettingMistake;
import alrc.stem.image.Float16;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.Locale;

/** How pixels are stored, little-endian. A value is {@code stored · scale + offset}. */
public enum PixelEncoding {
  /** IEEE 754 binary32: scale 1, offset 0, nothing lost. */
  FLOAT32("<f4", Float.BYTES),
  /** IEEE 754 binary16, nearest, ties to even: scale 1, offset 0. */
  FLOAT16("<f2", Short.BYTES),
  /** Integers 0 … 65535 from the least to the greatest value of each image, rounded to nearest. */
  UINT16("<u2", Short.BYTES);

  private static final int GREATEST_CODE = 0xffff;

  private final String descriptor;
  private final int bytes;

  PixelEncoding(String descriptor, int bytes) {
    this.descriptor = descriptor;
    this.bytes = bytes;
  }

  /** Returns the encoding of this label. */
  @JsonCreator
  public static PixelEncoding ofLabel(String label) {
    return Arrays.stream(values())
        .filter(encoding -> encoding.label().equals(label))
        .findFirst()
        .orElseThrow(
            () -> new SettingMistake("pixels", label, "must be float32, float16 or uint16"));
  }

  /** Returns the lower-case name, as in the {@code pixels} column. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns NumPy's name of the stored type, for instance {@code <f4}. */
  public String descriptor() {
    return descriptor;
  }

  /** Returns the bytes of one pixel. */
  public int bytesPerPixel() {
    return bytes;
  }

  /** Encodes an image of finite values. */
  public EncodedPixels encode(float[] values) {
    return encode(values, values.length == 0 ? 0 : values[0]);
  }

  /**
   * Encodes an image.
   *
   * @param also a value that the range includes besides the image's own
   */
  public EncodedPixels encode(float[] values, float also) {
    byte[] stored = new byte[values.length * bytes];
    ByteBuffer buffer = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN);
    switch (this) {
      case FLOAT32 -> buffer.asFloatBuffer().put(values);
      case FLOAT16 -> {
        ShortBuffer halves = buffer.asShortBuffer();
        for (float value : values) {
          halves.put(Float16.nearest(value));
        }
      }
      case UINT16 -> {
        return codes(values, also, stored);
      }
    }
    return new EncodedPixels(this, stored, 1, 0);
  }

  private static EncodedPixels codes(float[] values, float also, byte[] stored) {
    float least = also;
    float greatest = also;
    for (float value : values) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    double range = (double) greatest - least;
    float scale = (float) (range / GREATEST_CODE);
    if ((double) scale * GREATEST_CODE < range) {
      scale = Math.nextUp(scale);
    }
    ShortBuffer codes = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    double perCode = scale == 0 ? 0 : 1 / (double) scale;
    for (float value : values) {
      codes.put((short) (int) (((double) value - least) * perCode + 0.5));
    }
    return new EncodedPixels(UINT16, stored, scale, least);
  }

  /**
   * Decodes an image.
   *
   * @param stored its bytes, from the buffer's position to its limit
   */
  public float[] decode(ByteBuffer stored, double scale, double offset) {
    stored.order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[stored.remaining() / bytes];
    if (this == FLOAT32) {
      stored.asFloatBuffer().get(values);
      return values;
    }
    ShortBuffer shorts = stored.asShortBuffer();
    for (int i = 0; i < values.length; i++) {
      short bits = shorts.get(i);
      values[i] =
          this == FLOAT16
              ? Float16.toFloat(bits)
              : (float) (Short.toUnsignedInt(bits) * scale + offset);
    }
    return values;
  }
}
