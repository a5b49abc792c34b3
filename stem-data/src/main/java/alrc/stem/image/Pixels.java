package alrc.stem.image;

import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * A band of whole rows in stored values: row-major, channels of a pixel together.
 *
 * <p>Values are converted only when they are read. Callers must not change the buffer after
 * construction.
 */
public final class Pixels {
  private final PixelType type;
  private final int rows;
  private final int width;
  private final int channels;
  private final ByteBuffer values;

  /**
   * Wraps stored values.
   *
   * @param values {@code rows × width × channels} values from position 0, in the buffer's byte
   *     order
   */
  public Pixels(PixelType type, int rows, int width, int channels, ByteBuffer values) {
    long needed = (long) rows * width * channels * type.bytes();
    if (values.limit() != needed) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "pixel buffer of %d bytes: must have %d × %d × %d %s, %d bytes",
              values.limit(),
              rows,
              width,
              channels,
              type.dtype(),
              needed));
    }
    this.type = type;
    this.rows = rows;
    this.width = width;
    this.channels = channels;
    this.values = values;
  }

  /** Returns the type of a value. */
  public PixelType type() {
    return type;
  }

  /** Returns the number of rows in this band. */
  public int rows() {
    return rows;
  }

  /** Returns the number of columns. */
  public int width() {
    return width;
  }

  /** Returns the number of values: rows × width × channels. */
  public int count() {
    return rows * width * channels;
  }

  /** Returns value {@code index} as a double; see {@link PixelType#at}. */
  public double at(int index) {
    return type.at(values, index);
  }

  /** Returns the imaginary part of value {@code index}. */
  public double imaginaryAt(int index) {
    return type.imaginaryAt(values, index);
  }

  /** Returns value {@code index} exactly; see {@link PixelType#exactAt}. */
  public Number exactAt(int index) {
    return type.exactAt(values, index);
  }

  /** Converts {@code count} values from index {@code first} on to float32. */
  public void toFloats(int first, float[] destination, int offset, int count) {
    type.toFloats(values, first, destination, offset, count);
  }

  /** Returns all stored values, in their byte order; callers must not change them. */
  public ByteBuffer toBytes() {
    return values.slice(0, values.limit()).order(values.order());
  }

  /** Puts all stored values, as they are, into a buffer of the same byte order. */
  public void copyTo(ByteBuffer destination) {
    destination.put(values.slice(0, values.limit()));
  }
}
