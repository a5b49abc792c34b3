package alrc.stem.format.gatan;

import alrc.stem.source.SeekableSource;
import alrc.stem.source.SourceCursor;
import alrc.stem.source.UnreadableImageException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Locale;

/**
 * Reads the values of a DigitalMicrograph file's data tags, each with a description of its type
 * before it; what {@link DmTags} cites describes both.
 */
final class DmValues {
  private static final int MOST_INFO = 4096;
  private static final int DELIMITER = 0x25252525;

  private static final int STRUCT = 15;
  private static final int STRING = 18;
  private static final int ARRAY = 20;

  private final SeekableSource source;
  private final SourceCursor cursor;
  private final int version;
  private final ByteOrder order;

  /**
   * @param order of the bytes of a number
   */
  DmValues(SeekableSource source, SourceCursor cursor, int version, ByteOrder order) {
    this.source = source;
    this.cursor = cursor;
    this.version = version;
    this.order = order;
  }

  /** Returns the value of a data tag, as {@link DmGroup} stores it. */
  Object next() throws IOException {
    long at = cursor.position();
    int delimiter = cursor.i32(ByteOrder.BIG_ENDIAN, "%%%% before a value");
    if (delimiter != DELIMITER) {
      throw corrupt(at, "%%%%", String.format(Locale.ROOT, "0x%08x", delimiter));
    }
    at = cursor.position();
    long length = size(cursor, version, "length of a value's description");
    if (length < 1 || length > MOST_INFO) {
      throw corrupt(at, "a description of 1 to " + MOST_INFO, Long.toString(length));
    }
    long[] info = new long[(int) length];
    for (int i = 0; i < info.length; i++) {
      info[i] = size(cursor, version, "description of a value");
    }
    return value(info, at);
  }

  private Object value(long[] info, long at) throws IOException {
    if (info[0] == STRUCT) {
      cursor.skip(structBytes(info, 0, at), "a structure");
      return DmGroup.SKIPPED;
    }
    if (info[0] == STRING && info.length == 2) {
      long units = info[1];
      checkCount(units, 2, "a string");
      cursor.skip(2 * units, "a string");
      return DmGroup.SKIPPED;
    }
    if (info[0] == ARRAY && info.length >= 3) {
      return array(info, at);
    }
    if (info.length != 1) {
      throw corrupt(at, "the description of a value", "one of type " + info[0]);
    }
    return number(info[0], at);
  }

  private DmArray array(long[] info, long at) throws IOException {
    int bytes = info[1] == STRUCT ? structBytes(info, 1, at) : bytesOf(info[1], at);
    long count = info[info.length - 1];
    if (info[1] != STRUCT && info.length != 3) {
      throw corrupt(at, "a description of an array in 3 numbers", info.length + " numbers");
    }
    checkCount(count, bytes, "an array");
    DmArray array = new DmArray(cursor.position(), bytes, count);
    cursor.skip(array.bytes(), "an array");
    return array;
  }

  /** Compares by division: a count near 2^62 times its width would overflow. */
  private void checkCount(long count, int bytes, String what) throws UnreadableImageException {
    if (count < 0 || count > (source.size() - cursor.position()) / bytes) {
      throw corrupt(
          cursor.position() - (version == DmTags.VERSION_4 ? 8 : 4),
          String.format(Locale.ROOT, "%s of %d-byte values inside the file", what, bytes),
          String.format(
              Locale.ROOT,
              "%s values in a file that ends at 0x%x",
              Long.toUnsignedString(count),
              source.size()));
    }
  }

  /** A structure is described by: 15, length of its name, fields n, n × (length of name, type). */
  private int structBytes(long[] info, int from, long at) throws UnreadableImageException {
    long fields = info.length > from + 2 ? info[from + 2] : -1;
    int trailing = from == 0 ? 0 : 1;
    if (fields < 0 || fields > MOST_INFO || info.length != from + 3 + 2 * fields + trailing) {
      throw corrupt(at, "the description of a structure", fields + " fields in " + info.length);
    }
    int bytes = 0;
    for (int i = 0; i < fields; i++) {
      bytes += bytesOf(info[from + 4 + 2 * i], at);
    }
    return Math.max(1, bytes);
  }

  private int bytesOf(long type, long at) throws UnreadableImageException {
    return switch ((int) Math.min(Math.max(type, 0), 99)) {
      case 8, 9, 10 -> 1;
      case 2, 4 -> 2;
      case 3, 5, 6 -> 4;
      case 7, 11, 12 -> 8;
      default -> throw corrupt(at, "a type of value (2 to 12)", Long.toString(type));
    };
  }

  private Object number(long type, long at) throws IOException {
    String what = "a value";
    return switch ((int) Math.min(Math.max(type, 0), 99)) {
      case 2 -> (long) (short) cursor.u16(order, what);
      case 3 -> (long) cursor.i32(order, what);
      case 4 -> (long) cursor.u16(order, what);
      case 5 -> cursor.u32(order, what);
      case 6 -> (double) Float.intBitsToFloat(cursor.i32(order, what));
      case 7 -> Double.longBitsToDouble(cursor.i64(order, what));
      case 8, 9, 10 -> (long) cursor.u8(what);
      case 11, 12 -> cursor.i64(order, what);
      default -> throw corrupt(at, "a type of value (2 to 12)", Long.toString(type));
    };
  }

  /** Reads a length or a count: of 4 bytes in version 3, of 8 in version 4. */
  static long size(SourceCursor cursor, int version, String what) throws IOException {
    return version == DmTags.VERSION_4
        ? cursor.i64(ByteOrder.BIG_ENDIAN, what)
        : cursor.i32(ByteOrder.BIG_ENDIAN, what);
  }

  private UnreadableImageException corrupt(long at, String expected, String found) {
    return UnreadableImageException.corrupt(cursor.format(), at, expected, found);
  }
}
