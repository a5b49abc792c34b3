package alrc.stem.read;

import alrc.stem.source.SeekableSource;
import alrc.stem.stored.ImageFile;
import alrc.stem.stored.StoredImage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A source over bytes in memory, and those of the files beside it. */
public final class BytesSource implements SeekableSource {
  private final String name;
  private final byte[] bytes;
  private final Map<String, byte[]> siblings;
  private long read;

  public BytesSource(byte[] bytes) {
    this(bytes, Map.of());
  }

  public BytesSource(byte[] bytes, Map<String, byte[]> siblings) {
    this("bytes", bytes, siblings);
  }

  /** A file of a name, for formats that go by it. */
  public BytesSource(String name, byte[] bytes, Map<String, byte[]> siblings) {
    this.name = name;
    this.bytes = bytes;
    this.siblings = siblings;
  }

  /** Opens, verifies and decodes everything. */
  public static ImageFile readAll(byte[] bytes) throws IOException {
    ImageFile file = ImageReaders.open(new BytesSource(bytes), 1L << 30);
    for (StoredImage image : file.images()) {
      image.verify();
      ImageStatistics.of(image);
    }
    return file;
  }

  /** Returns how many bytes have been read so far. */
  public long bytesRead() {
    return read;
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
      throw new EOFException("read beyond the end at " + position);
    }
    read += destination.remaining();
    destination.put(bytes, (int) position, destination.remaining());
  }

  @Override
  public Optional<SeekableSource> sibling(String name) {
    return Optional.ofNullable(siblings.get(name)).map(BytesSource::new);
  }

  @Override
  public List<String> beside(String ending) {
    return siblings.keySet().stream().filter(name -> name.endsWith(ending)).sorted().toList();
  }

  @Override
  public void close() {}
}
