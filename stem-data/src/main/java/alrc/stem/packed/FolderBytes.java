package alrc.stem.packed;

import alrc.stem.source.RangeSource;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.SourceCursor;
import alrc.stem.source.TaskMemory;
import alrc.stem.source.UnreadableImageException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files of a folder as one source, so that a Zarr folder is read, hashed and listed as one
 * input: a line with the length of a table, the table (a line of size and name for each file), and
 * the contents in the order of the table.
 */
public final class FolderBytes implements SeekableSource {
  private static final String MARK = "alrc folder ";

  /** About what a file of the table takes in memory. */
  private static final int FILE_MEMORY = 400;

  private static final int MOST_DIGITS = 10;

  /**
   * A file of the folder.
   *
   * @param name relative to the folder, names separated by slashes
   * @param size in bytes
   */
  public record Entry(String name, long size) {}

  /** Opens a file of the folder. */
  @FunctionalInterface
  public interface Opener {
    /** Opens the file of this name. */
    SeekableSource open(String name) throws IOException;
  }

  /**
   * Where a file is in the source.
   *
   * @param at offset of its first byte
   * @param size in bytes
   */
  public record Range(long at, long size) {}

  private final String name;
  private final byte[] head;
  private final NavigableMap<Long, Entry> byStart = new TreeMap<>();
  private final Opener opener;
  private final long size;

  /**
   * A source of files.
   *
   * @param name of the folder, for messages
   * @param entries in the order in which they are to be read
   */
  public FolderBytes(String name, List<Entry> entries, Opener opener) {
    this.name = name;
    this.opener = opener;
    StringBuilder table = new StringBuilder();
    for (Entry entry : entries) {
      table.append(entry.size).append(' ').append(entry.name.replace('\n', '?')).append('\n');
    }
    byte[] text = table.toString().getBytes(StandardCharsets.UTF_8);
    byte[] mark =
        String.format(Locale.ROOT, "%s%0" + MOST_DIGITS + "d\n", MARK, text.length)
            .getBytes(StandardCharsets.US_ASCII);
    this.head = ByteBuffer.allocate(mark.length + text.length).put(mark).put(text).array();
    long at = head.length;
    for (Entry entry : entries) {
      if (entry.size > 0) {
        byStart.put(at, entry);
      }
      at += entry.size;
    }
    this.size = at;
  }

  /** Returns whether a source begins as those of this class do. */
  public static boolean matches(ByteBuffer head) {
    byte[] mark = MARK.getBytes(StandardCharsets.US_ASCII);
    return head.limit() > mark.length && head.slice(0, mark.length).equals(ByteBuffer.wrap(mark));
  }

  /** Reads the table: the places of the files by name. */
  public static Map<String, Range> table(SeekableSource source, String format) throws IOException {
    SourceCursor cursor = new SourceCursor(source, format, 0);
    int markBytes = MARK.length() + MOST_DIGITS + 1;
    String mark = new String(cursor.bytes(markBytes, "a table"), StandardCharsets.US_ASCII);
    String digits = mark.substring(MARK.length(), markBytes - 1);
    long bytes = digits.matches("[0-9]+") ? Long.parseLong(digits) : -1;
    cursor.check(bytes, "a table of files");
    TaskMemory.check(format, 0, FILE_MEMORY / 10.0 * bytes, "a table of files");
    String text = new String(cursor.bytes((int) bytes, "a table"), StandardCharsets.UTF_8);
    Map<String, Range> table = new TreeMap<>();
    long at = markBytes + bytes;
    for (String line : text.lines().toList()) {
      int space = line.indexOf(' ');
      String length = space < 0 ? "" : line.substring(0, space);
      long size = length.matches("[0-9]{1,18}") ? Long.parseLong(length) : -1;
      if (size < 0 || size > source.size() - at) {
        throw UnreadableImageException.corrupt(format, at, "a file of the folder", line);
      }
      table.put(line.substring(space + 1), new Range(at, size));
      at += size;
    }
    return table;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void readFully(long position, ByteBuffer destination) throws IOException {
    if (position < 0 || destination.remaining() > size - position) {
      throw new EOFException(name + ": read beyond its end");
    }
    long at = position;
    int end = destination.limit();
    while (destination.position() < end) {
      int count = end - destination.position();
      if (at < head.length) {
        count = (int) Math.min(count, head.length - at);
        destination.put(head, (int) at, count);
      } else {
        Map.Entry<Long, Entry> file = java.util.Objects.requireNonNull(byStart.floorEntry(at));
        long inside = at - file.getKey();
        count = (int) Math.min(count, file.getValue().size - inside);
        destination.limit(destination.position() + count);
        try (SeekableSource source = opener.open(file.getValue().name)) {
          source.readFully(inside, destination);
        }
        destination.limit(end);
      }
      at += count;
    }
  }

  /** Returns the content of one file of the table. */
  public static ByteBuffer content(SeekableSource source, Range range) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) range.size).order(ByteOrder.LITTLE_ENDIAN);
    new RangeSource(source, source.name(), range.at, range.size).readFully(0, bytes);
    return bytes.flip();
  }

  @Override
  public Optional<SeekableSource> sibling(String other) {
    return Optional.empty();
  }

  @Override
  public void close() {
    // Files are opened for each read.
  }
}
