package alrc.stem.dataset;

/**
 * How all parts of a data set are stored.
 *
 * @param format name of the format of the examples: {@code parquet}, {@code tfrecord}, {@code
 *     webdataset} or {@code npy}
 * @param scanLayout of the scans
 * @param pixels of truths and scans
 */
public record DatasetLayout(String format, ScanLayout scanLayout, PixelEncoding pixels) {
  /** Parquet, sparse scans, float32. */
  public static final DatasetLayout DEFAULT =
      new DatasetLayout("parquet", ScanLayout.SPARSE, PixelEncoding.FLOAT32);
}
