package alrc.stem.examples;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.parquet.io.OutputFile;
import org.jspecify.annotations.Nullable;

/**
 * A file of this machine, in {@code java.io.tmpdir}, for bytes whose head is known only at their
 * end: the streams of HDFS and of object stores cannot go back.
 */
final class Scratch implements Closeable {
  private static final int COPIED_AT_ONCE = 1 << 20;

  private @Nullable FileChannel channel;
  private long bytes;

  long bytes() {
    return bytes;
  }

  void add(byte[] piece) throws IOException {
    FileChannel open = channel == null ? opened() : channel;
    ByteBuffer rest = ByteBuffer.wrap(piece);
    while (rest.hasRemaining()) {
      open.write(rest);
    }
    bytes += piece.length;
  }

  private FileChannel opened() throws IOException {
    Path path = Files.createTempFile("alrc-", ".scratch");
    FileChannel open =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    channel = open;
    return open;
  }

  /** Writes a head and all pieces to their place. */
  void moveTo(OutputFile target, byte[] head) throws IOException {
    try (OutputStream out = target.create(0)) {
      out.write(head);
      if (channel == null) {
        return;
      }
      channel.position(0);
      ByteBuffer buffer = ByteBuffer.allocate(COPIED_AT_ONCE);
      while (channel.read(buffer) >= 0) {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
