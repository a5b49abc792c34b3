package alrc.stem.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
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
  private final ParquetFileReader file;
  private final MessageType schema;
  private final List<BlockMetaData> groups;

  ParquetPixels(InputFile input) throws IOException {
    file =
        ParquetFileReader.open(
            input, ParquetReadOptions.builder(new PlainParquetConfiguration()).build());
    schema = file.getFileMetaData().getSchema();
    groups = file.getRowGroups();
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
    MessageType one = new MessageType(schema.getName(), schema.getType(column));
    file.setRequestedSchema(one);
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
    PrimitiveIterator.OfInt only = IntStream.of(page).iterator();
    try (PageReadStore store =
        file.readFilteredRowGroup(group, RowRanges.create(rowsInGroup, only, pages))) {
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

  private static ColumnChunkMetaData chunk(BlockMetaData group, String column) {
    return group.getColumns().stream()
        .filter(chunk -> chunk.getPath().toDotString().equals(column))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
