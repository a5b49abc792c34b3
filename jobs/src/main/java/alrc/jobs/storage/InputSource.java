package alrc.jobs.storage;

import alrc.stem.source.SeekableSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** An input that reports a failure to read it as an {@link InputFailure}. */
public final class InputSource implements SeekableSource {
  private final SeekableSource source;

  private InputSource(SeekableSource source) {
    this.source = source;
  }

  /** Opens an input. */
  public static InputSource open(Storage storage, FoundFile file) throws InputFailure {
    try {
      return new InputSource(storage.source(file.address(), file.source()));
    } catch (IOException | RuntimeException closed) {
      throw new InputFailure("cannot be opened: " + Storage.reason(closed), closed);
    }
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public long size() {
    return source.size();
  }

  @Override
  public void readFully(long position, ByteBuffer destination) throws IOException {
    try {
      source.readFully(position, destination);
    } catch (IOException | RuntimeException broken) {
      throw new InputFailure(
          "cannot be read at 0x" + Long.toHexString(position) + ": " + Storage.reason(broken),
          broken);
    }
  }

  @Override
  public Optional<SeekableSource> sibling(String siblingName) throws IOException {
    return source.sibling(siblingName);
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
