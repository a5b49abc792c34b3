package alrc.stem.format.tiff;

import alrc.stem.source.SeekableSource;
import alrc.stem.source.SourceCursor;
import alrc.stem.source.UnreadableImageException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * One image file directory of a TIFF: its fields, their values left in the file until asked for.
 */
final class TiffDirectory {
  /**
   * The header's facts, which all directories share.
   *
   * @param cursor for all reading of directories: its window spares most reads of the source
   */
  record Header(
      SeekableSource source, String format, ByteOrder order, boolean big, SourceCursor cursor) {

    SourceCursor at(long position) {
      cursor.seek(position);
      return cursor;
    }
  }

  private record Field(int type, long count, long at) {}

  private static final int ASCII = 2;
  private static final int RATIONAL = 5;
  private static final int DOUBLE = 12;
  private static final int MOST_TEXT = 1 << 16;

  private final Header header;
  private final long offset;
  private final Map<Integer, Field> fields = new HashMap<>();
  private final long next;

  private TiffDirectory(Header header, long offset) throws IOException {
    this.header = header;
    this.offset = offset;
    SourceCursor cursor = header.at(offset);
    String what = "a directory";
    long count = header.big ? cursor.i64(header.order, what) : cursor.u16(header.order, what);
    int entryBytes = header.big ? 20 : 12;
    if (count < 0 || count > header.source.size() / entryBytes) {
      throw corrupt("a directory inside the file", count + " entries");
    }
    cursor.check(count * entryBytes, what);
    for (long i = 0; i < count; i++) {
      field(cursor);
    }
    this.next = header.big ? cursor.i64(header.order, what) : cursor.u32(header.order, what);
  }

  /** Reads the directory at an offset. */
  static TiffDirectory read(Header header, long offset) throws IOException {
    return new TiffDirectory(header, offset);
  }

  private void field(SourceCursor cursor) throws IOException {
    String what = "a field";
    int tag = cursor.u16(header.order, what);
    int type = cursor.u16(header.order, what);
    long count = header.big ? cursor.i64(header.order, what) : cursor.u32(header.order, what);
    long at = cursor.position();
    long value = header.big ? cursor.i64(header.order, what) : cursor.u32(header.order, what);
    int bytes = bytesOf(type);
    boolean inline = bytes > 0 && count >= 0 && count <= (header.big ? 8 : 4) / bytes;
    Field earlier = fields.put(tag, new Field(type, count, inline ? at : value));
    if (earlier != null && type != ASCII) {
      // Which of the two counts is not the same for every decoder; two descriptions do no harm.
      throw corrupt("each field once", "field " + tag + " twice");
    }
  }

  long offset() {
    return offset;
  }

  /** Returns the offset of the next directory; 0 after the last. */
  long next() {
    return next;
  }

  boolean has(int tag) {
    return fields.containsKey(tag);
  }

  /** Returns a field of one integer, or the first of several. */
  long integer(int tag, long otherwise) throws IOException {
    Field field = fields.get(tag);
    return field == null || field.count < 1 ? otherwise : integers(tag, 1)[0];
  }

  /** Returns a field of one integer that must be there. */
  long required(int tag, String what) throws IOException {
    if (!has(tag)) {
      throw corrupt(what + " (field " + tag + ")", "none");
    }
    return integer(tag, 0);
  }

  /** Returns the number of values of a field. */
  long count(int tag) {
    Field field = fields.get(tag);
    return field == null ? 0 : field.count;
  }

  /** Returns the first {@code count} values of a field of integers. */
  long[] integers(int tag, int count) throws IOException {
    Field field = fields.get(tag);
    if (field == null || field.count < count) {
      throw corrupt(
          "%d values in field %d".formatted(count, tag),
          field == null ? "none" : Long.toString(field.count));
    }
    SourceCursor cursor = header.at(field.at);
    cursor.check((long) count * Math.max(1, bytesOf(field.type)), "field " + tag);
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = integer(cursor, field.type, tag);
    }
    return values;
  }

  private long integer(SourceCursor cursor, int type, int tag) throws IOException {
    String what = "field " + tag;
    return switch (type) {
      case 1, 6, 7 -> cursor.u8(what);
      case 3, 8 -> cursor.u16(header.order, what);
      case 4, 9, 13 -> cursor.u32(header.order, what);
      case 16, 17, 18 -> cursor.i64(header.order, what);
      default -> throw corrupt("an integer in field " + tag, "type " + type);
    };
  }

  /** Returns numerator / denominator; NaN where the field is none or is not rational. */
  double rational(int tag) throws IOException {
    Field field = fields.get(tag);
    if (field == null || field.type != RATIONAL || field.count != 1) {
      return Double.NaN;
    }
    SourceCursor cursor = header.at(field.at);
    double numerator = cursor.u32(header.order, "field " + tag);
    return numerator / cursor.u32(header.order, "field " + tag);
  }

  /** Returns a field of one float64; NaN where the field is none or of another type. */
  double real(int tag) throws IOException {
    Field field = fields.get(tag);
    if (field == null || field.type != DOUBLE || field.count != 1) {
      return Double.NaN;
    }
    return Double.longBitsToDouble(header.at(field.at).i64(header.order, "field " + tag));
  }

  /** Returns the first 64 KiB of a field of text; empty where there is none. */
  String text(int tag) throws IOException {
    Field field = fields.get(tag);
    if (field == null || field.type != ASCII || field.count < 1) {
      return "";
    }
    SourceCursor cursor = header.at(field.at);
    cursor.check(field.count, "field " + tag);
    byte[] bytes = cursor.bytes((int) Math.min(field.count, MOST_TEXT), "field " + tag);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  private static int bytesOf(int type) {
    return switch (type) {
      case 1, ASCII, 6, 7 -> 1;
      case 3, 8 -> 2;
      case 4, 9, 11, 13 -> 4;
      case RATIONAL, 10, DOUBLE, 16, 17, 18 -> 8;
      default -> 0;
    };
  }

  UnreadableImageException corrupt(String expected, String found) {
    return UnreadableImageException.corrupt(header.format, offset, expected, found);
  }

  UnreadableImageException unsupported(String what) {
    return UnreadableImageException.unsupported(header.format, offset, what);
  }

  Header header() {
    return header;
  }
}
