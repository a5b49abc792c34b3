package alrc.stem.format.tia;

import alrc.stem.image.PixelSize;
import alrc.stem.image.PixelType;
import alrc.stem.source.Claims;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One element of a TIA series: an image, or a spectrum of one row.
 *
 * @param delta distance of neighbouring values in the units of the file: metres, for an image
 * @param start offset of the first value; all of them are inside the file
 */
record SerElement(PixelType type, int height, int width, double delta, long start) {
  private static final int AXIS_BYTES = 20;
  private static final int TYPE_BYTES = 2;
  private static final double NANOMETRES = 1e9;

  /**
   * A pixel cannot be larger: such a number is in reciprocal metres, which only the EMI states
   * apart.
   */
  private static final double LARGEST_PIXEL = 1e-3;

  static SerElement read(SeekableSource source, long offset, boolean spectrum) throws IOException {
    int axes = spectrum ? 1 : 2;
    int head = axes * (AXIS_BYTES + Integer.BYTES) + TYPE_BYTES;
    Claims.checkInside(SerReader.FORMAT, source, offset, head, "the head of an element");
    ByteBuffer bytes = ByteBuffer.allocate(head).order(ByteOrder.LITTLE_ENDIAN);
    source.readFully(offset, bytes);
    int typeAt = axes * AXIS_BYTES;
    PixelType type = type(bytes.getShort(typeAt) & 0xffff, offset + typeAt);
    long sizeAt = offset + typeAt + TYPE_BYTES;
    int width = length(bytes, typeAt + TYPE_BYTES, sizeAt, "columns of an element");
    int height =
        spectrum ? 1 : length(bytes, typeAt + TYPE_BYTES + 4, sizeAt + 4, "rows of an element");
    if ((source.size() - offset - head) / type.bytes() / width < height) {
      throw UnreadableImageException.corrupt(
          SerReader.FORMAT,
          sizeAt,
          String.format(Locale.ROOT, "%d×%d %s inside the file", height, width, type.dtype()),
          String.format(Locale.ROOT, "a file that ends at 0x%x", source.size()));
    }
    return new SerElement(type, height, width, bytes.getDouble(8), offset + head);
  }

  private static int length(ByteBuffer bytes, int index, long at, String what)
      throws UnreadableImageException {
    return Claims.length(SerReader.FORMAT, at, bytes.getInt(index) & 0xffffffffL, what);
  }

  private static PixelType type(int number, long at) throws UnreadableImageException {
    return switch (number) {
      case 1 -> PixelType.UINT8;
      case 2 -> PixelType.UINT16;
      case 3 -> PixelType.UINT32;
      case 4 -> PixelType.INT8;
      case 5 -> PixelType.INT16;
      case 6 -> PixelType.INT32;
      case 7 -> PixelType.FLOAT32;
      case 8 -> PixelType.FLOAT64;
      case 9 -> PixelType.COMPLEX64;
      case 10 -> PixelType.COMPLEX128;
      default ->
          throw UnreadableImageException.corrupt(
              SerReader.FORMAT, at, "values of type 1 to 10", Integer.toString(number));
    };
  }

  long bytes() {
    return (long) height * width * type.bytes();
  }

  /** Returns the size of an image's pixel; none for a spectrum, or where it cannot be a length. */
  @Nullable PixelSize pixelSize(boolean spectrum) {
    boolean length = delta != 0 && Math.abs(delta) < LARGEST_PIXEL;
    return length && !spectrum ? new PixelSize(delta * NANOMETRES, "nm") : null;
  }
}
