package alrc.jobs.ledger.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A small Parquet file in memory. What fails after it is read is a fault of the file, not of the
 * store, and an object store gets one request.
 *
 * @param bytes its content
 */
@SuppressWarnings("ArrayRecordComponent")
record HeldFile(byte[] bytes) implements InputFile {
  /** Reads a file whole. */
  static HeldFile of(InputFile file) throws IOException {
    byte[] bytes = new byte[Math.toIntExact(file.getLength())];
    try (SeekableInputStream in = file.newStream()) {
      in.readFully(bytes);
    }
    return new HeldFile(bytes);
  }

  @Override
  public long getLength() {
    return bytes.length;
  }

  @Override
  public SeekableInputStream newStream() {
    Bytes in = new Bytes(bytes);
    return new DelegatingSeekableInputStream(in) {
      @Override
      public long getPos() {
        return in.position();
      }

      @Override
      public void seek(long position) {
        in.seek(position);
      }
    };
  }

  private static final class Bytes extends ByteArrayInputStream {
    Bytes(byte[] bytes) {
      super(bytes);
    }

    synchronized long position() {
      return pos;
    }

    synchronized void seek(long position) {
      pos = Math.toIntExact(position);
    }
  }
}
