package alrc.stem.packed;

import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A range of a source as a stream, buffered. It keeps apart what the storage throws. */
public final class SourceStream extends InputStream {
  private static final int PIECE = 1 << 16;

  private final SeekableSource source;
  private final ByteBuffer piece = ByteBuffer.allocate(PIECE).limit(0);
  private long position;
  private final long end;
  private @Nullable IOException failure;

  /**
   * A stream of a range, which is inside the source.
   *
   * @param start offset of its first byte
   * @param bytes length
   */
  public SourceStream(SeekableSource source, long start, long bytes) {
    this.source = source;
    this.position = start;
    this.end = start + bytes;
  }

  /** Returns the offset of what is read next from the source. */
  long position() {
    return position - piece.remaining();
  }

  /**
   * Returns what to throw for what a decoder of this stream threw: the same, if it is of the
   * storage or explains itself; damage of the file otherwise, since decoders meet it in many ways.
   */
  IOException fault(String format, Exception thrown) {
    if (thrown instanceof IOException io
        && (io.equals(failure) || io instanceof UnreadableImageException)) {
      return io;
    }
    String found = "damaged ones (" + thrown.getMessage() + ")";
    return UnreadableImageException.corrupt(format, position(), "compressed bytes", found)
        .causedBy(thrown);
  }

  @Override
  public int read() throws IOException {
    return fill() ? piece.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, piece.remaining());
    piece.get(into, offset, count);
    return count;
  }

  private boolean fill() throws IOException {
    if (piece.hasRemaining()) {
      return true;
    }
    if (position >= end) {
      return false;
    }
    piece.clear().limit((int) Math.min(PIECE, end - position));
    try {
      source.readFully(position, piece);
    } catch (IOException broken) {
      failure = broken;
      throw broken;
    }
    position += piece.flip().remaining();
    return true;
  }
}
