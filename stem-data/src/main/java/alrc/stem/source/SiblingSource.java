package alrc.stem.source;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * A file in the same folder as another one. It is opened for each read, so no caller needs to close
 * it, and it is readable as long as the other file.
 */
public final class SiblingSource implements SeekableSource {
  private final SeekableSource beside;
  private final String name;
  private final long size;

  private SiblingSource(SeekableSource beside, String name, long size) {
    this.beside = beside;
    this.name = name;
    this.size = size;
  }

  /** Finds the file of this name in the folder of another. */
  public static Optional<SiblingSource> find(SeekableSource beside, String name)
      throws IOException {
    Optional<SeekableSource> found = beside.sibling(name);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (SeekableSource source = found.get()) {
      return Optional.of(new SiblingSource(beside, name, source.size()));
    }
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
    try (SeekableSource source =
        beside.sibling(name).orElseThrow(() -> new FileNotFoundException(name))) {
      source.readFully(position, destination);
    }
  }

  @Override
  public Optional<SeekableSource> sibling(String other) throws IOException {
    return beside.sibling(other);
  }

  @Override
  public List<String> beside(String ending) throws IOException {
    return beside.beside(ending);
  }

  @Override
  public void close() {}
}
