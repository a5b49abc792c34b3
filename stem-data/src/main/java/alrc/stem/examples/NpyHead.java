package alrc.stem.examples;

import alrc.stem.dataset.PixelEncoding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The head of an NPY file, version 1.0 (NumPy, "NEP 1" and {@code numpy.lib.format}): a row-major
 * array of little-endian numbers; padded with spaces to 128 bytes, whatever the shape of up to
 * three sizes, so that the place of the first number is known before the shape is.
 */
final class NpyHead {
  static final int BYTES = 128;

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

  private NpyHead() {}

  static byte[] of(PixelEncoding encoding, int... shape) {
    String sizes =
        Arrays.stream(shape).mapToObj(size -> size + ",").collect(Collectors.joining(" "));
    String text =
        String.format(
            Locale.ROOT,
            "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }",
            encoding.descriptor(),
            sizes);
    byte[] header = new byte[BYTES];
    Arrays.fill(header, (byte) ' ');
    ByteBuffer.wrap(header)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .putShort((short) (BYTES - MAGIC.length - Short.BYTES))
        .put(text.getBytes(StandardCharsets.US_ASCII));
    header[BYTES - 1] = '\n';
    return header;
  }
}
