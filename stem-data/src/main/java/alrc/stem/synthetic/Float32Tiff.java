package alrc.stem.synthetic;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes baseline TIFF (Adobe, TIFF Revision 6.0) of one float32 channel: little-endian,
 * uncompressed, one strip.
 */
final class Float32Tiff {
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int ENTRIES = 10;
  private static final int HEADER = 8 + 2 + 12 * ENTRIES + 4;

  private Float32Tiff() {}

  /**
   * Writes an image.
   *
   * @param pixels {@code height × width}, row-major
   */
  static void write(OutputStream out, float[] pixels, int height, int width) throws IOException {
    int bytes = Math.multiplyExact(pixels.length, Float.BYTES);
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
    header.putShort((short) ENTRIES);
    entry(header, 256, LONG, width); // ImageWidth
    entry(header, 257, LONG, height); // ImageLength
    entry(header, 258, SHORT, 32); // BitsPerSample
    entry(header, 259, SHORT, 1); // Compression: none
    entry(header, 262, SHORT, 1); // PhotometricInterpretation: black is zero
    entry(header, 273, LONG, HEADER); // StripOffsets
    entry(header, 277, SHORT, 1); // SamplesPerPixel
    entry(header, 278, LONG, height); // RowsPerStrip
    entry(header, 279, LONG, bytes); // StripByteCounts
    entry(header, 339, SHORT, 3); // SampleFormat: IEEE floating point
    header.putInt(0);
    out.write(header.array());
    byte[] row = new byte[width * Float.BYTES];
    ByteBuffer values = ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN);
    for (int r = 0; r < height; r++) {
      values.asFloatBuffer().put(pixels, r * width, width);
      out.write(row);
    }
  }

  private static void entry(ByteBuffer header, int tag, int type, int value) {
    header.putShort((short) tag).putShort((short) type).putInt(1);
    if (type == SHORT) {
      header.putShort((short) value).putShort((short) 0);
    } else {
      header.putInt(value);
    }
  }
}
