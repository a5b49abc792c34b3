package alrc.stem.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A range of another source; closing it leaves that source open. */
public final class RangeSource implements SeekableSource {
  private final SeekableSource source;
  private final String name;
  private final long start;
  private final long size;

  /**
   * A range.
   *
   * @param start offset of its first byte
   * @param size in bytes; the range is inside the source
   */
  public RangeSource(SeekableSource source, String name, long start, long size) {
    this.source = source;
    this.name = name;
    this.start = start;
    this.size = size;
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
    checkInside(position, destination.remaining());
    source.readFully(start + position, destination);
  }

  @Override
  public Optional<SeekableSource> sibling(String other) throws IOException {
    return Optional.empty();
  }

  @Override
  public void close() {
    // The source belongs to the caller.
  }
}
