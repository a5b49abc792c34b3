package alrc.jobs.ledger.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Reads a table of flat rows column by column; equal texts of a column are one object. */
final class ColumnarFile {
  private ColumnarFile() {}

  /**
   * All rows of a file.
   *
   * @param unread columns that are left out
   */
  static List<Map<String, Object>> rows(InputFile file, Set<String> unread) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .usePageChecksumVerification(true)
            .build();
    try (ParquetFileReader reader = ParquetFileReader.open(file, options)) {
      MessageType schema = without(unread, reader.getFooter().getFileMetaData().getSchema());
      reader.setRequestedSchema(schema);
      String writer = reader.getFooter().getFileMetaData().getCreatedBy();
      List<ColumnDescriptor> columns = schema.getColumns();
      List<String> names = new ArrayList<>();
      List<@Nullable Object[]> values = new ArrayList<>();
      for (ColumnDescriptor column : columns) {
        if (column.getPath().length != 1 || column.getMaxRepetitionLevel() > 0) {
          throw new IllegalArgumentException("its columns are not flat");
        }
        names.add(column.getPath()[0]);
        values.add(new Object[0]);
      }
      int count = 0;
      for (PageReadStore group = reader.readNextRowGroup();
          group != null;
          group = reader.readNextRowGroup()) {
        int more = Math.toIntExact(group.getRowCount());
        ColumnReadStoreImpl store =
            new ColumnReadStoreImpl(
                group, new GroupRecordConverter(schema).getRootConverter(), schema, writer);
        for (int i = 0; i < columns.size(); i++) {
          @Nullable Object[] grown = Arrays.copyOf(values.get(i), count + more);
          fill(grown, count, store.getColumnReader(columns.get(i)), columns.get(i));
          values.set(i, grown);
        }
        count += more;
      }
      return new ColumnRows(names, values).rows(count);
    }
  }

  private static MessageType without(Set<String> unread, MessageType schema) {
    return new MessageType(
        schema.getName(),
        schema.getFields().stream().filter(field -> !unread.contains(field.getName())).toList());
  }

  private static void fill(
      @Nullable Object[] values, int from, ColumnReader reader, ColumnDescriptor column) {
    Map<Object, Object> known = new HashMap<>();
    for (int i = from; i < values.length; i++) {
      if (reader.getCurrentDefinitionLevel() == column.getMaxDefinitionLevel()) {
        Object value = value(reader, column);
        Object same =
            known.computeIfAbsent(
                value instanceof Binary text ? text.copy() : value,
                key -> key instanceof Binary text ? text.toStringUsingUTF8() : key);
        values[i] = same;
      }
      reader.consume();
    }
  }

  private static Object value(ColumnReader reader, ColumnDescriptor column) {
    return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
      case DOUBLE -> reader.getDouble();
      case INT64 -> reader.getLong();
      case INT32 -> reader.getInteger();
      case BOOLEAN -> reader.getBoolean();
      case BINARY -> reader.getBinary();
      default ->
          throw new IllegalArgumentException(column + " is not of a type of the ledger's columns");
    };
  }
}
