package alrc.stem.parquet;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;

/** Reads rows of flat Parquet files, all columns or some. */
public final class RowReader {
  private RowReader() {}

  /**
   * Opens a file.
   *
   * @param columns the only ones to read; all, where empty
   */
  public static ParquetReader<Row> open(InputFile file, Set<String> columns) throws IOException {
    return new Builder(file, columns).build();
  }

  /** Reads the key-value metadata of a file's footer, and nothing else of it. */
  public static Map<String, String> footer(InputFile file) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    try (ParquetFileReader reader = ParquetFileReader.open(file, options)) {
      return reader.getFooter().getFileMetaData().getKeyValueMetaData();
    }
  }

  /** Makes rows of the columns of a schema. */
  public static RecordMaterializer<Row> rows(MessageType schema) {
    return new Materializer(schema);
  }

  private static final class Builder extends ParquetReader.Builder<Row> {
    private final Set<String> columns;

    Builder(InputFile file, Set<String> columns) {
      super(file, new PlainParquetConfiguration());
      usePageChecksumVerification(true);
      this.columns = columns;
    }

    @Override
    protected ReadSupport<Row> getReadSupport() {
      return new Support(columns);
    }
  }

  private static final class Support extends ReadSupport<Row> {
    private final Set<String> columns;

    Support(Set<String> columns) {
      this.columns = columns;
    }

    @Override
    public ReadContext init(InitContext context) {
      MessageType schema = context.getFileSchema();
      if (columns.isEmpty()) {
        return new ReadContext(schema);
      }
      return new ReadContext(
          new MessageType(
              schema.getName(),
              schema.getFields().stream().filter(f -> columns.contains(f.getName())).toList()));
    }

    @Override
    @SuppressWarnings("deprecation") // still abstract, though nothing calls it
    public RecordMaterializer<Row> prepareForRead(
        Configuration conf, Map<String, String> metadata, MessageType schema, ReadContext context) {
      return new Materializer(context.getRequestedSchema());
    }

    @Override
    public RecordMaterializer<Row> prepareForRead(
        ParquetConfiguration conf,
        Map<String, String> metadata,
        MessageType schema,
        ReadContext context) {
      return new Materializer(context.getRequestedSchema());
    }
  }

  private static final class Materializer extends RecordMaterializer<Row> {
    private final Cells cells;

    Materializer(MessageType schema) {
      cells = new Cells(schema);
    }

    @Override
    public Row getCurrentRecord() {
      return new Row(cells.values);
    }

    @Override
    public GroupConverter getRootConverter() {
      return cells;
    }
  }

  private static final class Cells extends GroupConverter {
    private final Converter[] converters;
    private Map<String, Object> values = new HashMap<>();

    Cells(MessageType schema) {
      converters = new Converter[schema.getFieldCount()];
      for (int i = 0; i < converters.length; i++) {
        converters[i] = new Cell(this, schema.getFieldName(i));
      }
    }

    @Override
    public Converter getConverter(int field) {
      return converters[field];
    }

    @Override
    public void start() {
      values = new HashMap<>();
    }

    @Override
    public void end() {}
  }

  private static final class Cell extends PrimitiveConverter {
    private final Cells cells;
    private final String name;

    Cell(Cells cells, String name) {
      this.cells = cells;
      this.name = name;
    }

    @Override
    public void addBinary(Binary value) {
      cells.values.put(name, value);
    }

    @Override
    public void addBoolean(boolean value) {
      cells.values.put(name, value);
    }

    @Override
    public void addDouble(double value) {
      cells.values.put(name, value);
    }

    @Override
    public void addInt(int value) {
      cells.values.put(name, value);
    }

    @Override
    public void addLong(long value) {
      cells.values.put(name, value);
    }
  }
}
