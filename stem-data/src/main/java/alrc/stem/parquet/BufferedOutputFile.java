package alrc.stem.parquet;

import java.io.IOException;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * Collects small pieces into one write and splits large ones, so that each write is large enough
 * for a system call and the copy that Java's file streams make stays in the cache.
 */
public final class BufferedOutputFile implements OutputFile {
  private static final int BUFFER = 1 << 17;

  private final OutputFile file;

  /** Wraps a file that is written once. */
  public BufferedOutputFile(OutputFile file) {
    this.file = file;
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) throws IOException {
    return new Stream(file.create(blockSizeHint));
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
    return new Stream(file.createOrOverwrite(blockSizeHint));
  }

  @Override
  public boolean supportsBlockSize() {
    return file.supportsBlockSize();
  }

  @Override
  public long defaultBlockSize() {
    return file.defaultBlockSize();
  }

  @Override
  public String getPath() {
    return file.getPath();
  }

  private static final class Stream extends PositionOutputStream {
    private final PositionOutputStream target;
    private final byte[] buffer = new byte[BUFFER];
    private int held;

    Stream(PositionOutputStream target) {
      this.target = target;
    }

    @Override
    public long getPos() throws IOException {
      return target.getPos() + held;
    }

    @Override
    public void write(int value) throws IOException {
      if (held == BUFFER) {
        drain();
      }
      buffer[held++] = (byte) value;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (length > BUFFER - held) {
        drain();
      }
      int at = offset;
      int end = offset + length;
      for (; end - at >= BUFFER; at += BUFFER) {
        target.write(bytes, at, BUFFER);
      }
      System.arraycopy(bytes, at, buffer, held, end - at);
      held += end - at;
    }

    private void drain() throws IOException {
      target.write(buffer, 0, held);
      held = 0;
    }

    @Override
    public void flush() throws IOException {
      drain();
      target.flush();
    }

    @Override
    public void close() throws IOException {
      try (target) {
        drain();
      }
    }
  }
}
