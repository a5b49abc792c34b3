package alrc.stem.examples;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Counts the bytes that go by. */
final class CountedStream extends FilterOutputStream {
  private long count;

  CountedStream(OutputStream target) {
    super(target);
  }

  long count() {
    return count;
  }

  @Override
  public void write(int value) throws IOException {
    out.write(value);
    count++;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    count += length;
  }
}
