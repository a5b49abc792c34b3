package alrc.stem.examples;

import alrc.stem.dataset.PartFacts;
import alrc.stem.dataset.PixelEncoding;
import alrc.stem.parquet.Row;
import alrc.stem.parquet.RowReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.InputFile;

/**
 * The examples of one part, in any order and in any format. Memory contains only their columns,
 * never their pixels. Safe for any thread.
 */
public final class ExamplePart implements Closeable {
  private final List<Row> rows;
  private final PixelSource pixels;

  private ExamplePart(List<Row> rows, PixelSource pixels) {
    this.rows = rows;
    this.pixels = pixels;
  }

  /** Opens the pixels that belong to the rows of a table. */
  interface Pixels {
    PixelSource open(List<Row> rows) throws IOException;
  }

  /** Which of an example's images are read. */
  public enum Wanted {
    /** The truth alone. */
    TRUTH,
    /** The truth, and the scan where there is one. */
    ALL
  }

  static ExamplePart open(InputFile table, Pixels pixels) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (ParquetReader<Row> reader = RowReader.open(table, ExampleColumns.FACTS)) {
      for (Row row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    }
    return new ExamplePart(rows, pixels.open(rows));
  }

  /**
   * Reads what a part says of itself; empty where the file carries no such facts.
   *
   * @param file the one whose name ends in {@link DatasetFormat#factsSuffix}
   */
  public static Optional<PartFacts> facts(InputFile file) throws IOException {
    return Optional.ofNullable(RowReader.footer(file).get(PartFacts.FOOTER_KEY))
        .map(PartFacts::fromJson);
  }

  /** Returns how many examples there are. */
  public int count() {
    return rows.size();
  }

  /** Returns the name of an example; nothing is read for it. */
  public String id(int position) {
    return rows.get(position).text("example_id");
  }

  /** Returns an example without its pixels; nothing is read for it. */
  public StoredExample withoutPixels(int position) {
    return new StoredExample(rows.get(position), null, null);
  }

  /** Reads an example. */
  public synchronized StoredExample read(int position, Wanted wanted) throws IOException {
    Row row = rows.get(position);
    int height = row.integer("height");
    int width = row.integer("width");
    PixelEncoding encoding =
        row.has("pixels") ? PixelEncoding.ofLabel(row.text("pixels")) : PixelEncoding.FLOAT32;
    int bytes = height * width * encoding.bytesPerPixel();
    ByteBuffer truth = pixels.truth(row, position, bytes);
    return new StoredExample(
        row,
        encoding.decode(truth, number(row, "truth_scale", 1), number(row, "truth_offset", 0)),
        wanted == Wanted.TRUTH || !row.has("scan_layout") ? null : scan(row, position, encoding));
  }

  private float[] scan(Row row, int position, PixelEncoding encoding) throws IOException {
    ByteBuffer scan = pixels.scan(row, position, scanBytes(row, encoding));
    return encoding.decode(scan, number(row, "scan_scale", 1), number(row, "scan_offset", 0));
  }

  private static int scanBytes(Row row, PixelEncoding encoding) {
    return row.has(ExampleColumns.SCAN_PIXELS)
        ? row.integer(ExampleColumns.SCAN_PIXELS) * encoding.bytesPerPixel()
        : 0;
  }

  private static double number(Row row, String column, double absent) {
    return row.has(column) ? row.number(column) : absent;
  }

  @Override
  public void close() throws IOException {
    pixels.close();
  }
}
