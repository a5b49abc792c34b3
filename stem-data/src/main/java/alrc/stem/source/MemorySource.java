package alrc.stem.source;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Bytes in memory, read in the way of a file. They have no sibling. */
public final class MemorySource implements SeekableSource {
  private final String name;
  private final byte[] bytes;

  /**
   * A source of bytes, which must not change.
   *
   * @param name of the file that they come from
   */
  public MemorySource(String name, byte[] bytes) {
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
    checkInside(position, destination.remaining());
    destination.put(bytes, (int) position, destination.remaining());
  }

  @Override
  public Optional<SeekableSource> sibling(String sibling) {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
