package alrc.stem.packed;

import alrc.stem.source.SeekableSource;
import alrc.stem.source.TaskMemory;
import alrc.stem.source.UnreadableImageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.Checksum;

/**
 * What was compressed as a whole, in memory, since compressed bytes cannot be read at positions.
 */
public final class UnpackedSource implements SeekableSource {
  private static final int PAGE = 1 << 20;

  private final SeekableSource packed;
  private final String name;
  private final List<byte[]> pages;
  private final long size;

  private UnpackedSource(SeekableSource packed, String name, List<byte[]> pages, long size) {
    this.packed = packed;
    this.name = name;
    this.pages = pages;
    this.size = size;
  }

  /**
   * Reads a stream to its end. The memory that it needs is half of what one file may use, so that
   * its images can be decoded beside it.
   *
   * @param in decompresses
   * @param from what {@code in} reads; distinguishes a damaged stream from a failing storage
   * @param packed the compressed source, for its siblings
   * @param most bytes; more are refused as damage
   * @throws UnreadableImageException if the stream is damaged or too large
   */
  public static UnpackedSource read(
      InputStream in,
      SourceStream from,
      SeekableSource packed,
      String format,
      String name,
      long most)
      throws IOException {
    List<byte[]> pages = new ArrayList<>();
    long size = 0;
    try {
      while (true) {
        byte[] page = in.readNBytes((int) Math.min(PAGE, most - size + 1));
        size += page.length;
        if (page.length > 0) {
          TaskMemory.check(format, from.position(), 2.0 * size, "decompressing " + name);
          pages.add(page);
        }
        if (size > most) {
          throw UnreadableImageException.corrupt(
              format, from.position(), "at most " + most + " decompressed bytes", "more");
        }
        if (page.length < PAGE) {
          return new UnpackedSource(packed, name, pages, size);
        }
      }
    } catch (IOException | RuntimeException damaged) {
      throw from.fault(format, damaged);
    }
  }

  /** Adds all bytes to a checksum. */
  public void update(Checksum checksum) {
    pages.forEach(page -> checksum.update(page, 0, page.length));
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
    long at = position;
    while (destination.hasRemaining()) {
      byte[] page = pages.get((int) (at / PAGE));
      int inside = (int) (at % PAGE);
      int count = Math.min(destination.remaining(), page.length - inside);
      destination.put(page, inside, count);
      at += count;
    }
  }

  @Override
  public Optional<SeekableSource> sibling(String other) throws IOException {
    return packed.sibling(other);
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
