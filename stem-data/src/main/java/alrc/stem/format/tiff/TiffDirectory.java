package alrc.stem.format.tiff;

import alrc.stem.source.SourceCursor;
import alrc.stem.source.TaskMemory;
import alrc.stem.source.UnreadableImageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One image file directory of a TIFF: its fields; values are read from the file when they are used.
 */
final class TiffDirectory {
  private static final int MOST_TEXT = 1 << 16;

  /** About what a directory and one of its fields take. */
  private static final int BYTES = 600;

  private static final int FIELD_BYTES = 120;

  private final TiffHeader header;
  private final long offset;
  private final Map<Integer, TiffField> fields = new HashMap<>();
  private final long next;
  private long end;

  private TiffDirectory(TiffHeader header, long offset) throws IOException {
    this.header = header;
    this.offset = offset;
    SourceCursor cursor = header.at(offset);
    String what = "a directory";
    long count = header.big() ? cursor.i64(header.order(), what) : cursor.u16(header.order(), what);
    int entryBytes = header.big() ? 20 : 12;
    if (count < 0 || count > header.source().size() / entryBytes) {
      throw corrupt("a directory inside the file", count + " entries");
    }
    cursor.check(count * entryBytes, what);
    TaskMemory.check(header.format(), offset, (double) count * FIELD_BYTES, "a directory");
    for (long i = 0; i < count; i++) {
      field(cursor);
    }
    this.next = header.big() ? cursor.i64(header.order(), what) : cursor.u32(header.order(), what);
    this.end = Math.max(end, cursor.position());
  }

  /** Reads the directory at an offset. */
  static TiffDirectory read(TiffHeader header, long offset) throws IOException {
    return new TiffDirectory(header, offset);
  }

  private void field(SourceCursor cursor) throws IOException {
    int tag = cursor.u16(header.order(), "a field");
    TiffField field = TiffField.read(header, cursor);
    if (!field.inline() && field.count() >= 0 && field.count() < header.source().size()) {
      end = Math.max(end, field.at() + field.count() * field.valueBytes());
    }
    TiffField earlier = fields.put(tag, field);
    if (earlier != null && field.type() != TiffField.ASCII) {
      // Which of the two counts is not the same for every decoder; two descriptions do no harm.
      throw corrupt("each field once", "field " + tag + " twice");
    }
  }

  long offset() {
    return offset;
  }

  /** Returns about how many bytes it takes. */
  long memory() {
    return BYTES + (long) fields.size() * FIELD_BYTES;
  }

  /** Returns the offset of the next directory; 0 after the last. */
  long next() {
    return next;
  }

  /** Returns the end of the directory and of the values that it points to. */
  long end() {
    return end;
  }

  boolean has(int tag) {
    return fields.containsKey(tag);
  }

  /** Returns a field of one integer, or the first of several. */
  long integer(int tag, long otherwise) throws IOException {
    TiffField field = fields.get(tag);
    return field == null || field.count() < 1 ? otherwise : integers(tag, 1)[0];
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
    TiffField field = fields.get(tag);
    return field == null ? 0 : field.count();
  }

  /** Returns the first {@code count} values of a field of integers. */
  long[] integers(int tag, int count) throws IOException {
    TiffField field = fields.get(tag);
    if (field == null || field.count() < count) {
      throw corrupt(
          String.format(Locale.ROOT, "%d values in field %d", count, tag),
          field == null ? "none" : Long.toString(field.count()));
    }
    SourceCursor cursor = header.at(field.at());
    cursor.check((long) count * Math.max(1, field.valueBytes()), "field " + tag);
    TaskMemory.check(header.format(), offset, 2.0 * Long.BYTES * count, "field " + tag);
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = integer(cursor, field.type(), tag);
    }
    return values;
  }

  private long integer(SourceCursor cursor, int type, int tag) throws IOException {
    String what = "field " + tag;
    return switch (type) {
      case 1, 6, 7 -> cursor.u8(what);
      case 3, 8 -> cursor.u16(header.order(), what);
      case 4, 9, 13 -> cursor.u32(header.order(), what);
      case 16, 17, 18 -> cursor.i64(header.order(), what);
      default -> throw corrupt("an integer in field " + tag, "type " + type);
    };
  }

  /** Returns numerator / denominator; NaN where the field is none or is not rational. */
  double rational(int tag) throws IOException {
    TiffField field = fields.get(tag);
    if (field == null || field.type() != TiffField.RATIONAL || field.count() != 1) {
      return Double.NaN;
    }
    SourceCursor cursor = header.at(field.at());
    double numerator = cursor.u32(header.order(), "field " + tag);
    return numerator / cursor.u32(header.order(), "field " + tag);
  }

  /** Returns a field of one float64; NaN where the field is none or of another type. */
  double real(int tag) throws IOException {
    TiffField field = fields.get(tag);
    if (field == null || field.type() != TiffField.DOUBLE || field.count() != 1) {
      return Double.NaN;
    }
    return Double.longBitsToDouble(header.at(field.at()).i64(header.order(), "field " + tag));
  }

  /** Returns the first 64 KiB of a field of text; empty where there is none. */
  String text(int tag) throws IOException {
    TiffField field = fields.get(tag);
    if (field == null || field.type() != TiffField.ASCII || field.count() < 1) {
      return "";
    }
    SourceCursor cursor = header.at(field.at());
    cursor.check(field.count(), "field " + tag);
    String text = decoded(cursor.bytes((int) Math.min(field.count(), MOST_TEXT), "field " + tag));
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  /** TIFF asks for TiffField.ASCII; programs of today write UTF-8 into it, older ones Latin-1. */
  private static String decoded(byte[] bytes) {
    CharBuffer text = CharBuffer.allocate(bytes.length);
    // A last character that is cut off does not count against UTF-8.
    CoderResult result =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, false);
    return result.isError()
        ? new String(bytes, StandardCharsets.ISO_8859_1)
        : text.flip().toString();
  }

  /**
   * Returns the offset of the structure that some makers append to a file; its field contains the
   * offset, whatever type it states.
   *
   * @return empty where there is no such field, or the file ends before {@code bytes} of it
   */
  OptionalLong structure(int tag, long bytes) throws IOException {
    TiffField field = fields.get(tag);
    if (field == null) {
      return OptionalLong.empty();
    }
    long at =
        field.inline() ? header.at(field.at()).u32(header.order(), "field " + tag) : field.at();
    boolean inside = at > 0 && at <= header.source().size() - bytes;
    return inside ? OptionalLong.of(at) : OptionalLong.empty();
  }

  UnreadableImageException corrupt(String expected, String found) {
    return UnreadableImageException.corrupt(header.format(), offset, expected, found);
  }

  UnreadableImageException unsupported(String what) {
    return UnreadableImageException.unsupported(header.format(), offset, what);
  }

  TiffHeader header() {
    return header;
  }
}
