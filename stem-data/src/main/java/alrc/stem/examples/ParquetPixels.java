package alrc.stem.examples;

import alrc.stem.parquet.Row;
import alrc.stem.parquet.RowReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.internal.filter2.columnindex.RowRanges;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/**
 * Pixels in a Parquet file. Only the page with the row is read (Apache Parquet format, "Page
 * Index").
 */
final class ParquetPixels implements PixelSource {
  private final InputFile input;

  /** One for each column: a reader keeps the page indexes of the columns that it met first. */
  private final Map<String, ParquetFileReader> files = new HashMap<>();

  ParquetPixels(InputFile input) {
    this.input = input;
  }

  @Override
  public ByteBuffer truth(Row row, int position, int bytes) throws IOException {
    return read(ExampleColumns.TRUTH, position);
  }

  @Override
  public ByteBuffer scan(Row row, int position, int bytes) throws IOException {
    return read(ExampleColumns.SCAN, position);
  }

  private ByteBuffer read(String column, int position) throws IOException {
    ParquetFileReader file = file(column);
    MessageType one = only(file, column);
    List<BlockMetaData> groups = file.getRowGroups();
    int group = 0;
    long row = position;
    while (row >= groups.get(group).getRowCount()) {
      row -= groups.get(group++).getRowCount();
    }
    long rowsInGroup = groups.get(group).getRowCount();
    OffsetIndex pages = file.readOffsetIndex(chunk(groups.get(group), column));
    int page = pages.getPageCount() - 1;
    while (pages.getFirstRowIndex(page) > row) {
      page--;
    }
    PrimitiveIterator.OfInt pageOnly = IntStream.of(page).iterator();
    try (PageReadStore store =
        file.readFilteredRowGroup(group, RowRanges.create(rowsInGroup, pageOnly, pages))) {
      RecordReader<Row> rows =
          new ColumnIOFactory(file.getFileMetaData().getCreatedBy())
              .getColumnIO(one)
              .getRecordReader(store, RowReader.rows(one));
      for (long before = pages.getFirstRowIndex(page); before < row; before++) {
        rows.read();
      }
      return rows.read().bytes(column);
    }
  }

  private ParquetFileReader file(String column) throws IOException {
    ParquetFileReader file = files.get(column);
    if (file == null) {
      file =
          ParquetFileReader.open(
              input,
              ParquetReadOptions.builder(new PlainParquetConfiguration())
                  .usePageChecksumVerification(true)
                  .build());
      files.put(column, file);
      file.setRequestedSchema(only(file, column));
    }
    return file;
  }

  private static MessageType only(ParquetFileReader file, String column) {
    MessageType schema = file.getFileMetaData().getSchema();
    return new MessageType(schema.getName(), schema.getType(column));
  }

  private static ColumnChunkMetaData chunk(BlockMetaData group, String column) {
    return group.getColumns().stream()
        .filter(chunk -> chunk.getPath().toDotString().equals(column))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() throws IOException {
    for (ParquetFileReader file : files.values()) {
      file.close();
    }
  }
}
