package alrc.jobs.storage;

import alrc.stem.source.SeekableSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A file on any Hadoop file system, read at positions. */
final class HadoopSource implements SeekableSource {
  private final Storage storage;
  private final Path path;
  private final String name;
  private final long size;
  private final FSDataInputStream in;

  private HadoopSource(Storage storage, Path path, String name, long size, FSDataInputStream in) {
    this.storage = storage;
    this.path = path;
    this.name = name;
    this.size = size;
    this.in = in;
  }

  static HadoopSource open(Storage storage, Path path, String name) throws IOException {
    FileSystem fileSystem = storage.fileSystem(path);
    long size = fileSystem.getFileStatus(path).getLen();
    return new HadoopSource(storage, path, name, size, fileSystem.open(path));
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
    if (destination.hasArray()) {
      int offset = destination.arrayOffset() + destination.position();
      in.readFully(position, destination.array(), offset, destination.remaining());
      destination.position(destination.limit());
      return;
    }
    byte[] bytes = new byte[destination.remaining()];
    in.readFully(position, bytes, 0, bytes.length);
    destination.put(bytes);
  }

  @Override
  public Optional<SeekableSource> sibling(String siblingName) throws IOException {
    Path beside = new Path(path.getParent(), siblingName);
    return storage.exists(beside.toString())
        ? Optional.of(storage.source(beside.toString(), siblingName))
        : Optional.empty();
  }

  @Override
  public List<String> beside(String ending) throws IOException {
    Path folder = path.getParent();
    return folder == null
        ? List.of()
        : storage.list(folder.toString()).stream()
            .map(Storage::name)
            .filter(other -> other.toLowerCase(Locale.ROOT).endsWith(ending))
            .sorted()
            .toList();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
