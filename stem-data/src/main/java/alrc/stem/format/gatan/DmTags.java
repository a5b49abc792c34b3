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
  private static final int MOST_TEXT = 4096;

  private static final int GROUP = 20;
  private static final int DATA = 21;

  private final SeekableSource source;
  private final SourceCursor cursor;
  private final int version;
  private final ByteOrder order;
  private final DmValues values;
  private final DmGroup root;
  private int tags;

  private DmTags(SeekableSource source, String format, int version) throws IOException {
    this.source = source;
    this.version = version;
    this.cursor = new SourceCursor(source, format, 4);
    DmValues.size(cursor, version, "length of the file");
    long at = cursor.position();
    int flag = cursor.i32(ByteOrder.BIG_ENDIAN, "byte order of values");
    if (flag != 0 && flag != 1) {
      throw corrupt(at, "byte order 0 or 1", Integer.toString(flag));
    }
    this.order = flag == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    this.values = new DmValues(source, cursor, version, order);
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
    long count = DmValues.size(cursor, version, "number of tags in a group");
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
      case DATA -> into.add(name, values.next());
      default -> throw corrupt(at, "a tag (20 or 21)", Integer.toString(kind));
    }
  }

  private UnreadableImageException corrupt(long at, String expected, String found) {
    return UnreadableImageException.corrupt(cursor.format(), at, expected, found);
  }
}
