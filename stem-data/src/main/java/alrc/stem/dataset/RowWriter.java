package alrc.stem.dataset;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/** Writes rows of given columns through parquet-hadoop. Values of a megabyte are expected. */
final class RowWriter {
  /** Rows are buffered up to about this size, so it bounds the memory of a writer. */
  private static final int ROW_GROUP_BYTES = 32 << 20;

  private static final int PAGE_BYTES = 1 << 20;

  /** Sizes are checked after so few rows, since a row may hold a megabyte. */
  private static final int ROWS_BETWEEN_CHECKS = 4;

  private RowWriter() {}

  /**
   * Starts a file.
   *
   * @param footer key-value metadata, read when the file is completed
   * @param plainColumns columns without dictionary and statistics: of no use on pixels
   */
  static <T> ParquetWriter<T> open(
      OutputFile file, Columns<T> columns, Map<String, String> footer, String... plainColumns)
      throws IOException {
    Builder<T> builder =
        new Builder<>(new BufferedOutputFile(file), columns, footer)
            .withConf(new PlainParquetConfiguration())
            .withWriterVersion(WriterVersion.PARQUET_1_0)
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .withRowGroupSize((long) ROW_GROUP_BYTES)
            .withPageSize(PAGE_BYTES)
            // It costs a copy of every page; the data set's digest guards the same bytes.
            .withPageWriteChecksumEnabled(false)
            .withMinRowCountForPageSizeCheck(1)
            .withMaxRowCountForPageSizeCheck(ROWS_BETWEEN_CHECKS);
    for (String column : plainColumns) {
      builder
          .withDictionaryEncoding(column, false)
          .withStatisticsEnabled(column, false)
          .withSizeStatisticsEnabled(column, false);
    }
    return builder.build();
  }

  private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {
    private final Columns<T> columns;
    private final Map<String, String> footer;

    Builder(OutputFile file, Columns<T> columns, Map<String, String> footer) {
      super(file);
      this.columns = columns;
      this.footer = footer;
    }

    @Override
    protected Builder<T> self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // still abstract, though nothing calls it
    protected WriteSupport<T> getWriteSupport(Configuration conf) {
      return new Support<>(columns, footer);
    }

    @Override
    protected WriteSupport<T> getWriteSupport(ParquetConfiguration conf) {
      return new Support<>(columns, footer);
    }
  }

  private static final class Support<T> extends WriteSupport<T> {
    private final Columns<T> columns;
    private final Map<String, String> footer;
    private @Nullable RecordConsumer consumer;

    Support(Columns<T> columns, Map<String, String> footer) {
      this.columns = columns;
      this.footer = footer;
    }

    @Override
    @SuppressWarnings("deprecation") // still abstract, though nothing calls it
    public WriteContext init(Configuration conf) {
      return new WriteContext(columns.schema(), Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration conf) {
      return new WriteContext(columns.schema(), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer target) {
      consumer = target;
    }

    @Override
    public void write(T row) {
      columns.write(row, Objects.requireNonNull(consumer, "prepareForWrite comes first"));
    }

    @Override
    public FinalizedWriteContext finalizeWrite() {
      return new FinalizedWriteContext(new HashMap<>(footer));
    }
  }
}
