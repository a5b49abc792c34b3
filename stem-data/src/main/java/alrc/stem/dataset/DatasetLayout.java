package alrc.stem.dataset;

/**
 * How a data set is stored; all its parts alike.
 *
 * @param format name of a {@link DatasetFormat}
 * @param scanLayout of the scans
 * @param pixels of truths and scans
 */
public record DatasetLayout(String format, ScanLayout scanLayout, PixelEncoding pixels) {
  /** Parquet, sparse scans, float32. */
  public static final DatasetLayout DEFAULT =
      new DatasetLayout(ParquetFormat.NAME, ScanLayout.SPARSE, PixelEncoding.FLOAT32);

  /** Checks the format's name. */
  public DatasetLayout {
    Formats.named(format);
  }
}
