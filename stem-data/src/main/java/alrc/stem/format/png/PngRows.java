package alrc.stem.format.png;

import alrc.stem.source.SeekableSource;
import alrc.stem.source.SourceCursor;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.DecodedBands;
import alrc.stem.stored.ImageLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the rows of a PNG that is not interlaced, one after the other (W3C, Portable Network
 * Graphics, second edition, sections 9 and 10). The JDK's decoder begins at the first row for every
 * band; this one continues after the last row that it decoded.
 */
final class PngRows implements DecodedBands.Decoder {
  private static final int FIRST_CHUNK = 8;
  private static final int PIECE = 1 << 16;

  private final SeekableSource source;
  private final ImageLayout layout;
  private final int bits;
  private final int pixelBytes;
  private final int rowBytes;
  private final long dataAt;
  private @Nullable Inflater inflater;
  private SourceCursor cursor;
  private long left;
  private int next;
  private byte[] row;
  private byte[] above;

  /**
   * @param bits of one value: 1, 2, 4, 8 or 16
   * @param dataAt offset of the first chunk of pixels
   */
  PngRows(SeekableSource source, ImageLayout layout, int bits, long dataAt) {
    this.source = source;
    this.layout = layout;
    this.bits = bits;
    this.pixelBytes = Math.max(1, layout.channels() * bits / 8);
    this.rowBytes = Math.toIntExact(((long) layout.width() * layout.channels() * bits + 7) / 8);
    this.dataAt = dataAt;
    this.cursor = new SourceCursor(source, "PNG", FIRST_CHUNK);
    this.row = new byte[rowBytes];
    this.above = new byte[rowBytes];
  }

  @Override
  public void decode(int frame, int firstRow, int rows, ByteBuffer into) throws IOException {
    if (inflater == null || firstRow < next) {
      restart();
    }
    while (next < firstRow + rows) {
      decodeRow();
      if (next >= firstRow) {
        put(into, next - firstRow);
      }
      next++;
    }
    if (next == layout.height()) {
      end();
    }
  }

  private void restart() {
    end();
    inflater = new Inflater();
    cursor = new SourceCursor(source, "PNG", FIRST_CHUNK);
    left = 0;
    next = 0;
    row = new byte[rowBytes];
  }

  private void end() {
    if (inflater != null) {
      inflater.end();
    }
    inflater = null;
  }

  private void decodeRow() throws IOException {
    byte[] last = row;
    row = above;
    above = last;
    byte[] filter = new byte[1];
    inflate(filter);
    inflate(row);
    switch (filter[0]) {
      case 0 -> {}
      case 1 -> undo((left, up, corner) -> left);
      case 2 -> undo((left, up, corner) -> up);
      case 3 -> undo((left, up, corner) -> (left + up) / 2);
      case 4 -> undo(PngRows::paeth);
      default -> throw damaged("filter " + filter[0]);
    }
  }

  @FunctionalInterface
  private interface Prediction {
    int of(int left, int up, int corner);
  }

  private void undo(Prediction prediction) {
    for (int i = 0; i < rowBytes; i++) {
      int before = i < pixelBytes ? 0 : row[i - pixelBytes] & 0xff;
      int corner = i < pixelBytes ? 0 : above[i - pixelBytes] & 0xff;
      row[i] += (byte) prediction.of(before, above[i] & 0xff, corner);
    }
  }

  private static int paeth(int left, int up, int corner) {
    int estimate = left + up - corner;
    int toLeft = Math.abs(estimate - left);
    int toUp = Math.abs(estimate - up);
    int toCorner = Math.abs(estimate - corner);
    if (toLeft <= toUp && toLeft <= toCorner) {
      return left;
    }
    return toUp <= toCorner ? up : corner;
  }

  private void inflate(byte[] into) throws IOException {
    Inflater active = inflater;
    try {
      for (int done = 0; active != null && done < into.length; ) {
        int count = active.inflate(into, done, into.length - done);
        done += count;
        if (count == 0 && active.needsInput()) {
          feed(active);
        } else if (count == 0) {
          throw damaged(String.format(Locale.ROOT, "pixels that end in row %d", next));
        }
      }
    } catch (DataFormatException e) {
      throw damaged(String.valueOf(e.getMessage())).causedBy(e);
    }
  }

  /** Chunks were checked when the file was opened; others may be between those of pixels. */
  private void feed(Inflater active) throws IOException {
    while (left == 0) {
      long length = cursor.u32(ByteOrder.BIG_ENDIAN, "length of a chunk");
      String type = new String(cursor.bytes(4, "type of a chunk"), StandardCharsets.ISO_8859_1);
      if (type.equals("IEND")) {
        throw damaged(String.format(Locale.ROOT, "pixels that end in row %d", next));
      }
      if (type.equals("IDAT")) {
        left = length;
      } else {
        cursor.skip(length, "a chunk");
      }
      if (left == 0) {
        cursor.skip(4, "checksum of a chunk");
      }
    }
    byte[] piece = cursor.bytes((int) Math.min(PIECE, left), "pixels");
    left -= piece.length;
    if (left == 0) {
      cursor.skip(4, "checksum of a chunk");
    }
    active.setInput(piece);
  }

  private void put(ByteBuffer into, int at) {
    int values = layout.width() * layout.channels();
    if (bits >= 8) {
      into.put(at * rowBytes, row);
      return;
    }
    int mask = (1 << bits) - 1;
    for (int i = 0; i < values; i++) {
      int bit = i * bits;
      into.put(at * values + i, (byte) (row[bit >> 3] >> (8 - bits - (bit & 7)) & mask));
    }
  }

  private UnreadableImageException damaged(String found) {
    return UnreadableImageException.corrupt("PNG", dataAt, "compressed pixels", found);
  }
}
