package alrc.stem.packed;

import alrc.stem.source.SeekableSource;
import alrc.stem.source.SourceCursor;
import alrc.stem.source.TaskMemory;
import alrc.stem.source.UnreadableImageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The table of contents of a ZIP archive (PKWARE, APPNOTE.TXT 6.3.10, with the 64-bit extension).
 * Each claim in it is checked against the length of the file. The {@code ZipFile} of
 * commons-compress does not replace this class: it ends the table silently at the first damaged
 * entry, whatever number of entries the archive declares, and keeps about 14 times the table's size
 * in memory.
 */
public final class ZipEntries {
  /** The method of a content that is stored without compression. */
  public static final int STORED = 0;

  /** The method of a content compressed by Deflate. */
  public static final int DEFLATED = 8;

  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int MOST_COMMENT = 0xffff;
  private static final int LOCATOR = 0x07064b50;
  private static final int LOCATOR_BYTES = 20;
  private static final int END_64 = 0x06064b50;
  private static final int ENTRY = 0x02014b50;
  private static final int LOCAL = 0x04034b50;
  private static final long IN_EXTENSION = 0xffffffffL;
  private static final int MOST_ENTRIES = 1 << 20;

  /** The kind of file in the highest four bits of the attributes that Unix writes. */
  private static final int UNIX_LINK = 0xa;

  /** About what an entry takes. */
  private static final int ENTRY_MEMORY = 300;

  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  /**
   * One entry.
   *
   * @param link whether the content is only the name of another file
   * @param method how it is compressed; {@link #STORED} and {@link #DEFLATED} are known here
   * @param crc of its content
   * @param stored bytes in the file
   * @param size of its content in bytes
   * @param localAt offset of its local header
   */
  public record Entry(
      String name,
      boolean encrypted,
      boolean link,
      int method,
      long crc,
      long stored,
      long size,
      long localAt) {}

  private final SeekableSource source;
  private final String format;

  private ZipEntries(SeekableSource source, String format) {
    this.source = source;
    this.format = format;
  }

  /**
   * Returns the name of the first entry of an archive that begins with these bytes; empty if they
   * begin no archive.
   */
  public static String firstName(ByteBuffer head) {
    ByteBuffer little = head.duplicate().order(ORDER);
    if (little.limit() < 30 || little.getInt(0) != LOCAL) {
      return "";
    }
    byte[] name = new byte[Math.min(little.getShort(26) & 0xffff, little.limit() - 30)];
    little.get(30, name);
    return new String(name, StandardCharsets.UTF_8);
  }

  /** Lists an archive, in the order of its table. */
  public static List<Entry> list(SeekableSource source, String format) throws IOException {
    return new ZipEntries(source, format).list();
  }

  /** Returns the offset of an entry's content. */
  public static long contentAt(SeekableSource source, String format, Entry entry)
      throws IOException {
    SourceCursor cursor = new SourceCursor(source, format, entry.localAt);
    String what = "the head of " + entry.name;
    expect(cursor, LOCAL, what);
    cursor.skip(22, what);
    int name = cursor.u16(ORDER, what);
    int extra = cursor.u16(ORDER, what);
    cursor.skip(name + extra, what);
    cursor.check(entry.stored, "content of " + entry.name);
    return cursor.position();
  }

  private List<Entry> list() throws IOException {
    long end = end();
    SourceCursor cursor = new SourceCursor(source, format, end + 10);
    long count = cursor.u16(ORDER, "number of entries");
    long tableBytes = cursor.u32(ORDER, "size of the table");
    long table = cursor.u32(ORDER, "offset of the table");
    if (count == 0xffff || table == IN_EXTENSION) {
      cursor.seek(end - LOCATOR_BYTES);
      expect(cursor, LOCATOR, "the locator of a 64-bit table");
      cursor.skip(4, "number of a disk");
      cursor.seek(cursor.i64(ORDER, "offset of the 64-bit end"));
      expect(cursor, END_64, "the end of a 64-bit table");
      cursor.skip(28, "sizes of the table");
      count = cursor.i64(ORDER, "number of entries");
      tableBytes = cursor.i64(ORDER, "size of the table");
      table = cursor.i64(ORDER, "offset of the table");
    }
    if (count < 0 || count > MOST_ENTRIES) {
      throw UnreadableImageException.unsupported(
          format, end, "an archive of " + count + " entries");
    }
    TaskMemory.check(format, table, ENTRY_MEMORY * (double) count, count + " entries");
    cursor.seek(table);
    List<Entry> entries = new ArrayList<>();
    long stored = 0;
    for (long i = 0; i < count; i++) {
      Entry entry = entry(cursor);
      stored += entry.stored;
      if (stored > source.size()) {
        throw UnreadableImageException.corrupt(
            format, table, "entries beside each other", "entries that overlap");
      }
      entries.add(entry);
    }
    if (cursor.position() - table != tableBytes) {
      throw UnreadableImageException.corrupt(
          format,
          table,
          String.format(Locale.ROOT, "a table of %d bytes", tableBytes),
          String.format(Locale.ROOT, "%d entries of %d bytes", count, cursor.position() - table));
    }
    return entries;
  }

  /** Finds the end of the table: the last thing in the file but for a comment. */
  private long end() throws IOException {
    int most = (int) Math.min(source.size(), END_BYTES + MOST_COMMENT);
    ByteBuffer tail = ByteBuffer.allocate(most).order(ORDER);
    source.readFully(source.size() - most, tail);
    for (int at = most - END_BYTES; at >= 0; at--) {
      if (tail.getInt(at) == END && (tail.getShort(at + 20) & 0xffff) == most - END_BYTES - at) {
        return source.size() - most + at;
      }
    }
    throw UnreadableImageException.corrupt(
        format, source.size(), "the end of a ZIP archive's table", "none");
  }

  private Entry entry(SourceCursor cursor) throws IOException {
    String what = "an entry of the table";
    long at = cursor.position();
    expect(cursor, ENTRY, what);
    cursor.skip(4, what);
    boolean encrypted = (cursor.u16(ORDER, what) & 1) == 1;
    int method = cursor.u16(ORDER, what);
    cursor.skip(4, what);
    long crc = cursor.u32(ORDER, what);
    long stored = cursor.u32(ORDER, what);
    long size = cursor.u32(ORDER, what);
    int nameBytes = cursor.u16(ORDER, what);
    int extraBytes = cursor.u16(ORDER, what);
    int commentBytes = cursor.u16(ORDER, what);
    cursor.skip(4, what);
    boolean link = cursor.u32(ORDER, what) >> 28 == UNIX_LINK;
    long localAt = cursor.u32(ORDER, what);
    String name = new String(cursor.bytes(nameBytes, what), StandardCharsets.UTF_8);
    ByteBuffer extra = ByteBuffer.wrap(cursor.bytes(extraBytes, what)).order(ORDER);
    cursor.skip(commentBytes, what);
    extension(extra);
    size = size == IN_EXTENSION ? wide(extra, at) : size;
    stored = stored == IN_EXTENSION ? wide(extra, at) : stored;
    localAt = localAt == IN_EXTENSION ? wide(extra, at) : localAt;
    if (stored < 0 || size < 0) {
      throw UnreadableImageException.corrupt(format, at, "sizes of at least 0", "a negative one");
    }
    return new Entry(name, encrypted, link, method, crc, stored, size, localAt);
  }

  /** Goes to the 64-bit numbers in an entry's extra fields, or to their end. */
  private static void extension(ByteBuffer extra) {
    while (extra.remaining() >= 4) {
      int id = extra.getShort() & 0xffff;
      int bytes = Math.min(extra.getShort() & 0xffff, extra.remaining());
      if (id == 1) {
        extra.limit(extra.position() + bytes);
        return;
      }
      extra.position(extra.position() + bytes);
    }
    extra.position(extra.limit());
  }

  private long wide(ByteBuffer extra, long at) throws UnreadableImageException {
    if (extra.remaining() < Long.BYTES) {
      throw UnreadableImageException.corrupt(format, at, "a 64-bit size of an entry", "none");
    }
    return extra.getLong();
  }

  private static void expect(SourceCursor cursor, int signature, String what) throws IOException {
    long at = cursor.position();
    int found = cursor.i32(ORDER, what);
    if (found != signature) {
      throw UnreadableImageException.corrupt(
          cursor.format(), at, what, String.format(Locale.ROOT, "0x%08x", found));
    }
  }
}
