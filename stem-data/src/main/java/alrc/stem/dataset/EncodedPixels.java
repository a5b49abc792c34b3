package alrc.stem.dataset;

import java.nio.ByteBuffer;

/** The pixels of one image as they are stored. Callers must not change its array. */
public final class EncodedPixels {
  private final PixelEncoding encoding;
  private final byte[] bytes;
  private final float scale;
  private final float offset;

  EncodedPixels(PixelEncoding encoding, byte[] bytes, float scale, float offset) {
    this.encoding = encoding;
    this.bytes = bytes;
    this.scale = scale;
    this.offset = offset;
  }

  /** Returns the stored pixels, little-endian, row-major. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns the number of pixels. */
  public int count() {
    return bytes.length / encoding.bytesPerPixel();
  }

  /**
   * Returns the difference between two neighbouring stored values: a float32, so that it is the
   * same in every format.
   */
  public double scale() {
    return scale;
  }

  /** Returns the value of a stored 0. */
  public double offset() {
    return offset;
  }

  /** Returns the decoded values. */
  public float[] values() {
    return encoding.decode(ByteBuffer.wrap(bytes), scale, offset);
  }
}
