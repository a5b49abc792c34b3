package alrc.jobs.ledger;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.apache.parquet.schema.Types.MessageTypeBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A column of a ledger table: one constant gives its name, its type, how to get it and what it
 * means. The schema, the rows and the table in {@code docs/ledger.md} follow from lists of columns.
 *
 * @param name in the table
 * @param type of its values; every column may be null
 * @param documentation one sentence
 * @param value from the row's source; null where it does not apply
 * @param <R> what a row is made from
 */
record Column<R>(
    String name, ColumnType type, String documentation, Function<R, @Nullable Object> value) {

  /** The schema of a table with these columns. */
  static MessageType schema(String table, List<? extends Column<?>> columns) {
    MessageTypeBuilder builder = Types.buildMessage();
    columns.forEach(column -> column.addTo(builder));
    return builder.named(table);
  }

  void addTo(MessageTypeBuilder builder) {
    switch (type) {
      case TEXT -> builder.optional(BINARY).as(stringType()).named(name);
      case DOUBLE -> builder.optional(DOUBLE).named(name);
      case LONG -> builder.optional(INT64).named(name);
      case FLAG -> builder.optional(BOOLEAN).named(name);
      case INT -> builder.optional(INT32).named(name);
      case TIME -> builder.optional(INT64).as(timestampType(true, TimeUnit.MILLIS)).named(name);
    }
  }

  /** The values of a row by column name; a column without a value is absent. */
  static <R> Map<String, Object> row(List<Column<R>> columns, R source) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (Column<R> column : columns) {
      Object value = column.value().apply(source);
      if (value != null) {
        row.put(column.name(), value);
      }
    }
    return row;
  }
}
