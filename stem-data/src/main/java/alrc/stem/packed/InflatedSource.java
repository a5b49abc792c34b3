package alrc.stem.packed;

import alrc.stem.source.Claims;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The content of a deflated region of another source. Reading forward continues where the last read
 * ended; reading backward restarts at the beginning.
 */
public final class InflatedSource implements SeekableSource {
  private static final int PIECE = 1 << 16;

  /** Deflate writes at most 258 bytes in 2 bits. */
  private static final long BEST_RATIO = 1032;

  private final SeekableSource source;
  private final String format;
  private final String name;
  private final long start;
  private final long stored;
  private final long size;
  private @Nullable Inflater inflater;
  private long taken;
  private long position;

  private InflatedSource(
      SeekableSource source, String format, String name, long start, long stored, long size) {
    this.source = source;
    this.format = format;
    this.name = name;
    this.start = start;
    this.stored = stored;
    this.size = size;
  }

  /**
   * Makes the source of a region's content.
   *
   * @param start of the region, which is inside the source
   * @param stored bytes of the region
   * @param size of the content, as declared
   */
  public static InflatedSource of(
      SeekableSource source, String format, String name, long start, long stored, long size)
      throws UnreadableImageException {
    Claims.checkRatio(format, start, size, stored, BEST_RATIO);
    return new InflatedSource(source, format, name, start, stored, size);
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
  public synchronized void readFully(long from, ByteBuffer destination) throws IOException {
    if (from < 0 || destination.remaining() > size - from) {
      throw new EOFException(
          name + String.format(Locale.ROOT, ": read beyond its end at 0x%x", from));
    }
    if (from < position) {
      close();
    }
    byte[] passed = new byte[(int) Math.min(PIECE, from - position)];
    while (position < from) {
      inflate(ByteBuffer.wrap(passed, 0, (int) Math.min(passed.length, from - position)));
    }
    inflate(destination);
    if (position == size) {
      checkEnd();
      close();
    }
  }

  /** Refuses a content that goes on after its declared size. */
  private void checkEnd() throws IOException {
    Inflater active = inflater;
    while (active != null && !active.finished()) {
      try {
        if (active.inflate(new byte[1]) > 0) {
          throw damaged("more");
        }
      } catch (DataFormatException e) {
        throw damaged(String.valueOf(e.getMessage())).causedBy(e);
      }
      if (active.needsDictionary() || (active.needsInput() && taken == stored)) {
        return;
      }
      if (active.needsInput()) {
        feed(active);
      }
    }
  }

  private void inflate(ByteBuffer into) throws IOException {
    Inflater active = inflater;
    if (active == null) {
      active = new Inflater(true);
      inflater = active;
    }
    try {
      while (into.hasRemaining()) {
        position += active.inflate(into);
        if (into.hasRemaining() && active.needsInput()) {
          feed(active);
        } else if (into.hasRemaining() && (active.finished() || active.needsDictionary())) {
          throw damaged(String.format(Locale.ROOT, "%d bytes", position));
        }
      }
    } catch (DataFormatException e) {
      throw damaged(String.valueOf(e.getMessage())).causedBy(e);
    }
  }

  private void feed(Inflater active) throws IOException {
    byte[] piece = new byte[(int) Math.min(PIECE, stored - taken)];
    if (piece.length == 0) {
      throw damaged(String.format(Locale.ROOT, "%d bytes", position));
    }
    source.readFully(start + taken, ByteBuffer.wrap(piece));
    taken += piece.length;
    active.setInput(piece);
  }

  private UnreadableImageException damaged(String found) {
    return UnreadableImageException.corrupt(
        format,
        start + taken,
        String.format(Locale.ROOT, "%d deflated bytes of %s", size, name),
        found);
  }

  @Override
  public Optional<SeekableSource> sibling(String other) {
    return Optional.empty();
  }

  /** Frees the state of the last read; the next read restarts at the beginning. */
  @Override
  public synchronized void close() {
    if (inflater != null) {
      inflater.end();
    }
    inflater = null;
    taken = 0;
    position = 0;
  }
}
