package alrc.stem.source;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A {@link SeekableSource} over a local file. */
public final class FileSource implements SeekableSource {
  /**
   * The largest read: the JDK copies a heap buffer through native memory of this size, which should
   * stay in the cache.
   */
  private static final int SLICE = 1 << 18;

  private final Path path;
  private final FileChannel channel;
  private final long size;

  private FileSource(Path path, FileChannel channel, long size) {
    this.path = path;
    this.channel = channel;
    this.size = size;
  }

  /** Opens a file for reading. */
  public static FileSource open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      return new FileSource(path, channel, channel.size());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void readFully(long position, ByteBuffer destination) throws IOException {
    int end = destination.limit();
    long at = position;
    try {
      while (destination.position() < end) {
        destination.limit(Math.min(end, destination.position() + SLICE));
        int read = channel.read(destination, at);
        if (read < 0) {
          throw new EOFException(
              String.format(
                  Locale.ROOT,
                  "%s: wanted %d bytes from 0x%x, but the file ends at 0x%x",
                  path,
                  end,
                  position,
                  at));
        }
        at += read;
      }
    } finally {
      destination.limit(end);
    }
  }

  @Override
  public Optional<SeekableSource> sibling(String name) throws IOException {
    Path beside = path.resolveSibling(name);
    return Files.isRegularFile(beside) ? Optional.of(open(beside)) : Optional.empty();
  }

  @Override
  public List<String> beside(String ending) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(ending))
          .sorted()
          .toList();
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
