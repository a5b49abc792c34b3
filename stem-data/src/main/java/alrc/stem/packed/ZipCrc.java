package alrc.stem.packed;

import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.zip.CRC32;

/** The CRC-32 that a ZIP archive stores for the content of each entry. */
public final class ZipCrc {
  private static final int PIECE = 1 << 16;

  private ZipCrc() {}

  /**
   * Reads the content of an entry and compares its CRC-32 with the stored one.
   *
   * @param content has the content, uncompressed
   * @param from offset of the content in {@code content}
   * @param at offset of the entry's content in the archive, for the message
   */
  public static void check(
      SeekableSource content, long from, ZipEntries.Entry entry, String format, long at)
      throws IOException {
    CRC32 crc = new CRC32();
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    for (long read = 0; read < entry.size(); read += piece.limit()) {
      piece.clear().limit((int) Math.min(PIECE, entry.size() - read));
      content.readFully(from + read, piece);
      crc.update(piece.flip());
    }
    if (crc.getValue() != entry.crc()) {
      throw UnreadableImageException.corrupt(
          format,
          at,
          String.format(Locale.ROOT, "%s with checksum %08x", entry.name(), entry.crc()),
          String.format(Locale.ROOT, "one with %08x", crc.getValue()));
    }
  }
}
