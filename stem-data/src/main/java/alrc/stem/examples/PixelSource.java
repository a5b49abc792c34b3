package alrc.stem.examples;

import alrc.stem.parquet.Row;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The stored pixels of the examples of one part. */
interface PixelSource extends Closeable {
  /**
   * Reads the truth of an example.
   *
   * @param position of the example in the part
   * @param bytes how many there are, if the index states it; else 0
   */
  ByteBuffer truth(Row row, int position, int bytes) throws IOException;

  /** Reads the scan of an example that has one. */
  ByteBuffer scan(Row row, int position, int bytes) throws IOException;
}
