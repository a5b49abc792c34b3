package alrc.stem.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads numbers from a source front to back, in small buffered pieces, never past its end. */
final class SourceCursor {
  private static final int WINDOW = 1 << 14;

  private final SeekableSource source;
  private final String format;
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);
  private long windowStart;

  SourceCursor(SeekableSource source, String format, long position) {
    this.source = source;
    this.format = format;
    this.windowStart = position;
  }

  long position() {
    return windowStart + window.position();
  }

  String format() {
    return format;
  }

  /** Goes to a position; bytes in between are not read. */
  void seek(long position) {
    long inside = position - windowStart;
    if (inside >= 0 && inside <= window.limit()) {
      window.position((int) inside);
    } else {
      windowStart = position;
      window.limit(0);
    }
  }

  /** Leaves bytes out that must be there. */
  void skip(long bytes, String what) throws IOException {
    check(bytes, what);
    seek(position() + bytes);
  }

  /** Refuses a claim on more bytes than the file still has. */
  void check(long bytes, String what) throws IOException {
    Claims.checkInside(format, source, position(), bytes, what);
  }

  int u8(String what) throws IOException {
    return need(1, what).get() & 0xff;
  }

  int u16(ByteOrder order, String what) throws IOException {
    return need(2, what).order(order).getShort() & 0xffff;
  }

  int i32(ByteOrder order, String what) throws IOException {
    return need(4, what).order(order).getInt();
  }

  long u32(ByteOrder order, String what) throws IOException {
    return i32(order, what) & 0xffffffffL;
  }

  long i64(ByteOrder order, String what) throws IOException {
    return need(8, what).order(order).getLong();
  }

  byte[] bytes(int count, String what) throws IOException {
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
