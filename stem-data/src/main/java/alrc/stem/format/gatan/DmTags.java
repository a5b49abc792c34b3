package alrc.stem.format.gatan;

import alrc.stem.source.SeekableSource;
import alrc.stem.source.SourceCursor;
import alrc.stem.source.UnreadableImageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Parses the tags of a DigitalMicrograph file, version 3 or 4.
 *
 * <p>Format: "The Gatan digital micrograph file format" by C. Boothroyd and "Description of the DM3
 * file format" by B. Schaffer and G. Jefferis (er-c.org/cbb/info/dmformat, imagejdocu.list.lu), as
 * read by RosettaSciIO's {@code digitalmicrograph/_api.py}. Structure is big-endian; values have
 * the byte order that the header states. The lengths that version 4 stores with each tag, and the
 * length of the whole file, are redundant and not used. Array contents are left where they are.
 */
final class DmTags {
  static final int VERSION_3 = 3;
  static final int VERSION_4 = 4;

  private static final int MOST_DEPTH = 64;
  private static final int MOST_TAGS = 1_000_000;
  private static final int MOST_INFO = 4096;
  private static final int MOST_TEXT = 4096;

  private static final int GROUP = 20;
  private static final int DATA = 21;
  private static final int DELIMITER = 0x25252525;

  private static final int STRUCT = 15;
  private static final int STRING = 18;
  private static final int ARRAY = 20;

  private final SeekableSource source;
  private final SourceCursor cursor;
  private final int version;
  private final ByteOrder order;
  private final DmGroup root;
  private int tags;

  private DmTags(SeekableSource source, String format, int version) throws IOException {
    this.source = source;
    this.version = version;
    this.cursor = new SourceCursor(source, format, 4);
    size("length of the file");
    long at = cursor.position();
    int flag = cursor.i32(ByteOrder.BIG_ENDIAN, "byte order of values");
    if (flag != 0 && flag != 1) {
      throw corrupt(at, "byte order 0 or 1", Integer.toString(flag));
    }
    this.order = flag == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    this.root = group(0);
  }

  /** Parses all tags. */
  static DmTags parse(SeekableSource source, String format, int version) throws IOException {
    return new DmTags(source, format, version);
  }

  DmGroup root() {
    return root;
  }

  ByteOrder order() {
    return order;
  }

  /** Returns the text of an array of UTF-16 units; empty where it is none, or over-long. */
  Optional<String> text(Optional<DmArray> array) throws IOException {
    if (array.isEmpty() || array.get().elementBytes() != 2 || array.get().count() > MOST_TEXT) {
      return Optional.empty();
    }
    byte[] units = new byte[(int) array.get().bytes()];
    source.readFully(array.get().offset(), ByteBuffer.wrap(units));
    boolean little = order == ByteOrder.LITTLE_ENDIAN;
    return Optional.of(
        new String(units, little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE));
  }

  private DmGroup group(int depth) throws IOException {
    long at = cursor.position();
    if (depth > MOST_DEPTH) {
      throw corrupt(at, "groups at most " + MOST_DEPTH + " deep", "a deeper one");
    }
    cursor.skip(2, "flags of a group");
    long count = size("number of tags in a group");
    if (count < 0 || count > MOST_TAGS) {
      throw corrupt(at + 2, "0 to " + MOST_TAGS + " tags in a group", Long.toString(count));
    }
    DmGroup group = new DmGroup();
    for (long i = 0; i < count; i++) {
      tag(group, depth);
    }
    return group;
  }

  private void tag(DmGroup into, int depth) throws IOException {
    long at = cursor.position();
    if (++tags > MOST_TAGS) {
      throw corrupt(at, "at most " + MOST_TAGS + " tags", "more");
    }
    int kind = cursor.u8("kind of a tag");
    int length = cursor.u16(ByteOrder.BIG_ENDIAN, "length of a tag's name");
    String name = new String(cursor.bytes(length, "name of a tag"), StandardCharsets.ISO_8859_1);
    if (version == VERSION_4) {
      cursor.skip(8, "length of a tag");
    }
    switch (kind) {
      case GROUP -> into.add(name, group(depth + 1));
      case DATA -> into.add(name, data());
      default -> throw corrupt(at, "a tag (20 or 21)", Integer.toString(kind));
    }
  }

  private Object data() throws IOException {
    long at = cursor.position();
    int delimiter = cursor.i32(ByteOrder.BIG_ENDIAN, "%%%% before a value");
    if (delimiter != DELIMITER) {
      throw corrupt(at, "%%%%", "0x%08x".formatted(delimiter));
    }
    at = cursor.position();
    long length = size("length of a value's description");
    if (length < 1 || length > MOST_INFO) {
      throw corrupt(at, "a description of 1 to " + MOST_INFO, Long.toString(length));
    }
    long[] info = new long[(int) length];
    for (int i = 0; i < info.length; i++) {
      info[i] = size("description of a value");
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
          cursor.position() - (version == VERSION_4 ? 8 : 4),
          "%s of %d-byte values inside the file".formatted(what, bytes),
          "%s values in a file that ends at 0x%x"
              .formatted(Long.toUnsignedString(count), source.size()));
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

  private long size(String what) throws IOException {
    return version == VERSION_4
        ? cursor.i64(ByteOrder.BIG_ENDIAN, what)
        : cursor.i32(ByteOrder.BIG_ENDIAN, what);
  }

  private UnreadableImageException corrupt(long at, String expected, String found) {
    return UnreadableImageException.corrupt(cursor.format(), at, expected, found);
  }
}
