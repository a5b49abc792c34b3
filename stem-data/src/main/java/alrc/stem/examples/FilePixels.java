package alrc.stem.examples;

import alrc.stem.parquet.Row;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * Reads pixels at the offsets that the index states, from one file or from one file for truths and
 * one for scans.
 */
final class FilePixels implements PixelSource {
  private final SeekableInputStream truths;
  private final SeekableInputStream scans;

  FilePixels(InputFile file) throws IOException {
    truths = file.newStream();
    scans = truths;
  }

  FilePixels(InputFile truths, InputFile scans) throws IOException {
    this.truths = truths.newStream();
    this.scans = scans.newStream();
  }

  @Override
  public ByteBuffer truth(Row row, int position, int bytes) throws IOException {
    return read(truths, row.longInteger(ExampleColumns.TRUTH_AT), bytes);
  }

  @Override
  public ByteBuffer scan(Row row, int position, int bytes) throws IOException {
    return read(scans, row.longInteger(ExampleColumns.SCAN_AT), bytes);
  }

  private static ByteBuffer read(SeekableInputStream file, long at, int bytes) throws IOException {
    byte[] pixels = new byte[bytes];
    file.seek(at);
    file.readFully(pixels);
    return ByteBuffer.wrap(pixels);
  }

  @Override
  public void close() throws IOException {
    try (truths) {
      scans.close();
    }
  }
}
