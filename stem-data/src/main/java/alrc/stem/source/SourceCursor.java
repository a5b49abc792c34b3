package alrc.stem.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads numbers from a source front to back, in small buffered pieces, never past its end. */
public final class SourceCursor {
  private static final int WINDOW = 1 << 14;

  private final SeekableSource source;
  private final String format;
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);
  private long windowStart;

  /**
   * Starts at a position.
   *
   * @param format for messages
   */
  public SourceCursor(SeekableSource source, String format, long position) {
    this.source = source;
    this.format = format;
    this.windowStart = position;
  }

  /** Returns the offset of what is read next. */
  public long position() {
    return windowStart + window.position();
  }

  /** Returns the name of the format, for messages. */
  public String format() {
    return format;
  }

  /** Goes to a position; bytes in between are not read. */
  public void seek(long position) {
    long inside = position - windowStart;
    if (inside >= 0 && inside <= window.limit()) {
      window.position((int) inside);
    } else {
      windowStart = position;
      window.limit(0);
    }
  }

  /** Skips bytes; the file must contain them. */
  public void skip(long bytes, String what) throws IOException {
    check(bytes, what);
    seek(position() + bytes);
  }

  /** Throws if the file has fewer bytes left. */
  public void check(long bytes, String what) throws IOException {
    Claims.checkInside(format, source, position(), bytes, what);
  }

  /** Reads an unsigned byte. */
  public int u8(String what) throws IOException {
    return need(1, what).get() & 0xff;
  }

  /** Reads an unsigned number of 2 bytes. */
  public int u16(ByteOrder order, String what) throws IOException {
    return need(2, what).order(order).getShort() & 0xffff;
  }

  /** Reads a signed number of 4 bytes. */
  public int i32(ByteOrder order, String what) throws IOException {
    return need(4, what).order(order).getInt();
  }

  /** Reads an unsigned number of 4 bytes. */
  public long u32(ByteOrder order, String what) throws IOException {
    return i32(order, what) & 0xffffffffL;
  }

  /** Reads a signed number of 8 bytes. */
  public long i64(ByteOrder order, String what) throws IOException {
    return need(8, what).order(order).getLong();
  }

  /** Reads bytes as they are. */
  public byte[] bytes(int count, String what) throws IOException {
    check(count, what);
    byte[] bytes = new byte[count];
    source.readFully(position(), ByteBuffer.wrap(bytes));
    seek(position() + count);
    return bytes;
  }

  private ByteBuffer need(int bytes, String what) throws IOException {
    if (window.remaining() < bytes) {
      check(bytes, what);
      windowStart = position();
      window.clear().limit((int) Math.min(WINDOW, source.size() - windowStart));
      source.readFully(windowStart, window);
      window.flip();
    }
    return window;
  }
}
