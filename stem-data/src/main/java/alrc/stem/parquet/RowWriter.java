package alrc.stem.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.crypto.FileEncryptionProperties;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of given columns to a Parquet file. Values of a megabyte are expected, so this class
 * does not use the encoders of parquet-hadoop, which copy each value several times; parquet-hadoop
 * still writes the file.
 *
 * @param <T> what a row is made from
 */
public final class RowWriter<T> implements Closeable {
  /** Rows stay in memory up to about this size, which bounds the memory of a writer. */
  private static final int ROW_GROUP_BYTES = 16 << 20;

  private static final @Nullable FileEncryptionProperties NO_ENCRYPTION = null;

  private final ParquetFileWriter file;
  private final Columns<T> columns;
  private final Map<String, String> footer;
  private final List<ColumnChunk> chunks = new ArrayList<>();
  private long rows;
  private long held;

  private RowWriter(ParquetFileWriter file, Columns<T> columns, Map<String, String> footer) {
    this.file = file;
    this.columns = columns;
    this.footer = footer;
  }

  /**
   * Starts a file.
   *
   * @param footer key-value metadata, read when the file is completed
   * @param pixelColumns columns of pixels, which get no statistics
   */
  public static <T> RowWriter<T> open(
      OutputFile file, Columns<T> columns, Map<String, String> footer, String... pixelColumns)
      throws IOException {
    MessageType schema = columns.schema();
    ParquetFileWriter writer =
        new ParquetFileWriter(
            new BufferedOutputFile(file),
            schema,
            ParquetFileWriter.Mode.CREATE,
            ROW_GROUP_BYTES,
            ParquetWriter.MAX_PADDING_SIZE_DEFAULT,
            NO_ENCRYPTION,
            ParquetProperties.builder().withPageWriteChecksumEnabled(true).build());
    RowWriter<T> rows = new RowWriter<>(writer, columns, footer);
    Set<String> pixels = Set.of(pixelColumns);
    for (int i = 0; i < schema.getFieldCount(); i++) {
      rows.chunks.add(
          new ColumnChunk(
              columns.kind(i),
              schema.getColumns().get(i),
              pixels.contains(schema.getFieldName(i))));
    }
    writer.start();
    return rows;
  }

  public void write(T row) throws IOException {
    for (int i = 0; i < chunks.size(); i++) {
      held += chunks.get(i).add(columns.value(i, row));
    }
    rows++;
    if (held >= ROW_GROUP_BYTES) {
      writeRowGroup();
    }
  }

  private void writeRowGroup() throws IOException {
    file.startBlock(rows);
    for (ColumnChunk chunk : chunks) {
      chunk.writeTo(file);
    }
    file.endBlock();
    rows = 0;
    held = 0;
  }

  @Override
  public void close() throws IOException {
    try (file) {
      if (rows > 0) {
        writeRowGroup();
      }
      file.end(Map.copyOf(footer));
    }
  }
}
