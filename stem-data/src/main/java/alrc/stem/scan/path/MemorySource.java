package alrc.stem.scan.path;

import alrc.stem.source.SeekableSource;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Bytes in memory, read in the way of a file. */
final class MemorySource implements SeekableSource {
  private final String name;
  private final byte[] bytes;

  MemorySource(String name, byte[] bytes) {
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
  public void readFully(long position, ByteBuffer destination) throws EOFException {
    if (position < 0 || position > bytes.length - destination.remaining()) {
      throw new EOFException(name + " ends at " + bytes.length);
    }
    destination.put(bytes, (int) position, destination.remaining());
  }

  @Override
  public Optional<SeekableSource> sibling(String sibling) {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
