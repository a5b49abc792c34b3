package alrc.stem.format.png;

import alrc.stem.source.SeekableSource;
import alrc.stem.source.SourceCursor;
import alrc.stem.source.UnreadableImageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * Checks before decoding that all chunks of a PNG are present and undamaged. The JDK's decoder
 * checks neither and decodes missing pixels as black.
 *
 * @param header the 13 bytes of IHDR
 * @param dataAt offset of the first compressed pixels
 * @param dataBytes of all compressed pixels
 */
record PngChunks(ByteBuffer header, long dataAt, long dataBytes) {
  private static final int FIRST = 8;
  private static final int HEADER_BYTES = 13;
  private static final int PIECE = 1 << 16;

  static PngChunks check(SeekableSource source, String format) throws IOException {
    SourceCursor cursor = new SourceCursor(source, format, FIRST);
    byte[] header = new byte[0];
    long dataAt = -1;
    long dataBytes = 0;
    for (String type = ""; !type.equals("IEND"); ) {
      long at = cursor.position();
      long length = cursor.u32(ByteOrder.BIG_ENDIAN, "length of a chunk");
      cursor.check(length + 8, "a chunk");
      CRC32 crc = new CRC32();
      byte[] name = cursor.bytes(4, "type of a chunk");
      type = new String(name, StandardCharsets.ISO_8859_1);
      crc.update(name);
      if (at == FIRST) {
        header = header(cursor, type, length, format);
        crc.update(header);
      } else {
        if (type.equals("IDAT")) {
          dataAt = dataAt < 0 ? at : dataAt;
          dataBytes += length;
        }
        update(crc, cursor, length);
      }
      long stored = cursor.u32(ByteOrder.BIG_ENDIAN, "checksum of a chunk");
      if (stored != crc.getValue()) {
        throw UnreadableImageException.corrupt(
            format,
            at,
            "chunk " + type + String.format(Locale.ROOT, " with checksum %08x", stored),
            String.format(Locale.ROOT, "one with %08x", crc.getValue()));
      }
    }
    if (dataAt < 0) {
      throw UnreadableImageException.corrupt(format, FIRST, "pixels (chunk IDAT)", "none");
    }
    return new PngChunks(ByteBuffer.wrap(header), dataAt, dataBytes);
  }

  private static byte[] header(SourceCursor cursor, String type, long length, String format)
      throws IOException {
    if (!type.equals("IHDR") || length != HEADER_BYTES) {
      throw UnreadableImageException.corrupt(
          format,
          FIRST,
          "chunk IHDR of 13 bytes",
          String.format(Locale.ROOT, "%s of %d bytes", type, length));
    }
    return cursor.bytes(HEADER_BYTES, "chunk IHDR");
  }

  private static void update(CRC32 crc, SourceCursor cursor, long length) throws IOException {
    for (long left = length; left > 0; ) {
      byte[] piece = cursor.bytes((int) Math.min(PIECE, left), "a chunk");
      crc.update(piece);
      left -= piece.length;
    }
  }
}
