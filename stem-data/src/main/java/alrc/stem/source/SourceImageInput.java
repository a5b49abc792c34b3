package alrc.stem.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.imageio.stream.ImageInputStreamImpl;
import org.jspecify.annotations.Nullable;

/** Lets ImageIO read from a {@link SeekableSource}, buffered, without a temporary file. */
public final class SourceImageInput extends ImageInputStreamImpl {
  private static final int WINDOW = 1 << 15;

  private final SeekableSource source;
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW);
  private long windowStart;
  private @Nullable IOException failure;

  /** An input from position 0 on; closing it leaves the source open. */
  public SourceImageInput(SeekableSource source) {
    this.source = source;
    window.limit(0);
  }

  /** Returns the failure of the storage, if there was one; it is not a fault of the file. */
  public Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public long length() {
    return source.size();
  }

  @Override
  public int read() throws IOException {
    checkClosed();
    setBitOffset(0);
    if (!fill()) {
      return -1;
    }
    return window.get((int) (streamPos++ - windowStart)) & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    checkClosed();
    setBitOffset(0);
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int at = (int) (streamPos - windowStart);
    int count = Math.min(length, window.limit() - at);
    window.get(at, into, offset, count);
    streamPos += count;
    return count;
  }

  /** Fills the window at the current position; returns false at the end. */
  private boolean fill() throws IOException {
    if (streamPos >= windowStart && streamPos < windowStart + window.limit()) {
      return true;
    }
    if (streamPos >= source.size()) {
      return false;
    }
    windowStart = streamPos;
    window.clear().limit((int) Math.min(WINDOW, source.size() - windowStart));
    try {
      source.readFully(windowStart, window);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
    window.flip();
    return true;
  }
}
