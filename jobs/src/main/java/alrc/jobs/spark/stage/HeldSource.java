package alrc.jobs.spark.stage;

import alrc.stem.source.SeekableSource;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;

/** A file that came as the content of a row. It has no sibling. */
final class HeldSource implements SeekableSource {
  private final String name;
  private final byte[] bytes;

  HeldSource(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public void readFully(long position, ByteBuffer destination) throws IOException {
    if (position < 0 || position + destination.remaining() > bytes.length) {
      throw new EOFException(
          String.format(
              Locale.ROOT,
              "%s: wanted %d bytes from 0x%x, but there are %d",
              name,
              destination.remaining(),
              position,
              bytes.length));
    }
    destination.put(bytes, (int) position, destination.remaining());
  }

  @Override
  public Optional<SeekableSource> sibling(String siblingName) {
    return Optional.empty();
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
