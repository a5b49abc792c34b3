package alrc.stem.examples;

import alrc.stem.dataset.ScanLayout;
import alrc.stem.parquet.Row;
import alrc.stem.scan.ScanMask;
import alrc.stem.transform.ExampleKey;
import org.jspecify.annotations.Nullable;

/** An example that was read from a part. Callers must not change its arrays. */
public final class StoredExample {
  private final Row row;
  private final float @Nullable [] truth;
  private final float @Nullable [] scan;

  StoredExample(Row row, float @Nullable [] truth, float @Nullable [] scan) {
    this.row = row;
    this.truth = truth;
    this.scan = scan;
  }

  /** Returns how many bytes of memory its pixels take. */
  public long bytes() {
    return (long) Float.BYTES
        * ((truth == null ? 0 : truth.length) + (scan == null ? 0 : scan.length));
  }

  /** Returns the example's name. */
  public String id() {
    return row.text("example_id");
  }

  /**
   * Returns where the example comes from; its augmentation is the number after the last {@code a}.
   */
  public ExampleKey key() {
    String id = id();
    int augmentation = Integer.parseInt(id.substring(id.lastIndexOf('a') + 1));
    return new ExampleKey(
        row.text("source"),
        row.text("source_sha256"),
        row.integer("image"),
        row.integer("frame"),
        row.integer("row"),
        row.integer("col"),
        augmentation);
  }

  /** Returns the rows. */
  public int height() {
    return row.integer("height");
  }

  /** Returns the columns. */
  public int width() {
    return row.integer("width");
  }

  /** Returns the orientation, 0–7. */
  public int orientation() {
    return row.integer("orientation");
  }

  /** Returns the smallest stored value of the crop. */
  public double rawMin() {
    return row.number("raw_min");
  }

  /** Returns the largest stored value of the crop. */
  public double rawMax() {
    return row.number("raw_max");
  }

  /** Returns whether the crop shows nothing. */
  public boolean blank() {
    return row.bool("blank");
  }

  /** Returns the seed of the run that made the example. */
  public long seed() {
    return row.longInteger("seed");
  }

  /** Returns the name of the scan path; null without a scan. */
  public @Nullable String maskId() {
    return row.textOrNull("mask_id");
  }

  /** Returns the sharp image, {@code height × width}, row-major. */
  public float[] truth() {
    return present("truth", truth);
  }

  /** Returns the scan as stored: selected pixels only, or the whole image. */
  public float[] scan() {
    return present("scan", scan);
  }

  /**
   * Returns the scan as a whole image, {@code height × width}, however it is stored.
   *
   * @param mask the one that {@link #maskId} names
   */
  public float[] denseScan(ScanMask mask) {
    return row.text("scan_layout").equals(ScanLayout.DENSE.label()) ? scan() : mask.spread(scan());
  }

  private static float[] present(String column, float @Nullable [] values) {
    if (values == null) {
      throw new IllegalStateException("column " + column + " was not read, or is null");
    }
    return values;
  }
}
