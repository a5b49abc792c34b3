package alrc.stem.examples;

import alrc.stem.dataset.PartFacts;
import alrc.stem.dataset.PixelEncoding;
import alrc.stem.dataset.ScanLayout;
import alrc.stem.parquet.Row;
import alrc.stem.parquet.RowReader;
import alrc.stem.scan.ScanMask;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    PixelEncoding encoding = encoding(row);
    int bytes = height * width * encoding.bytesPerPixel();
    ByteBuffer truth = pixels.truth(row, position, bytes);
    return new StoredExample(
        row,
        encoding.decode(truth, number(row, "truth_scale", 1), number(row, "truth_offset", 0)),
        wanted == Wanted.TRUTH || !row.has("scan_layout") ? null : scan(row, position, encoding));
  }

  /**
   * Reads an example and returns the hash of it that its source's digest is the sum of.
   *
   * @param masks the scan paths of the data set, by name
   */
  public synchronized long digest(int position, Map<String, ScanMask> masks) throws IOException {
    Row row = rows.get(position);
    PixelEncoding encoding = encoding(row);
    StringBuilder scales = new StringBuilder();
    boolean narrow = encoding != PixelEncoding.FLOAT32;
    if (narrow) {
      scales.append('|').append(encoding.label());
      ExampleDigest.append(scales, number(row, "truth_scale", 1), number(row, "truth_offset", 0));
    }
    int bytes = row.integer("height") * row.integer("width") * encoding.bytesPerPixel();
    ByteBuffer truth = pixels.truth(row, position, bytes);
    ByteBuffer scan = ByteBuffer.allocate(0);
    if (row.has("scan_layout")) {
      if (narrow) {
        ExampleDigest.append(scales, number(row, "scan_scale", 1), number(row, "scan_offset", 0));
      }
      scan = selected(row, pixels.scan(row, position, scanBytes(row, encoding)), encoding, masks);
    }
    return ExampleDigest.of(withoutPixels(position), scales.toString(), truth, scan);
  }

  /** The values of the pixels that the path selects, however the scan is stored. */
  private static ByteBuffer selected(
      Row row, ByteBuffer stored, PixelEncoding encoding, Map<String, ScanMask> masks)
      throws IOException {
    if (!row.text("scan_layout").equals(ScanLayout.DENSE.label())) {
      return stored;
    }
    ScanMask mask = masks.get(row.text("mask_id"));
    if (mask == null) {
      throw new IOException("no scan path " + row.text("mask_id") + " in masks.parquet");
    }
    int size = encoding.bytesPerPixel();
    ByteBuffer selected = ByteBuffer.allocate(mask.selected().length * size);
    for (int pixel : mask.selected()) {
      selected.put(stored.slice(stored.position() + pixel * size, size));
    }
    return selected.flip();
  }

  private static PixelEncoding encoding(Row row) {
    return row.has("pixels") ? PixelEncoding.ofLabel(row.text("pixels")) : PixelEncoding.FLOAT32;
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
