package alrc.stem.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * The columns of one kind of Parquet row, in order, each with the way to its value. A null value is
 * allowed where the column says so.
 *
 * @param <T> what a row is made from
 */
final class Columns<T> {
  /** The type of a column. */
  enum Kind {
    STRING(PrimitiveTypeName.BINARY),
    BYTES(PrimitiveTypeName.BINARY),
    INT(PrimitiveTypeName.INT32),
    LONG(PrimitiveTypeName.INT64),
    DOUBLE(PrimitiveTypeName.DOUBLE),
    BOOLEAN(PrimitiveTypeName.BOOLEAN);

    private final PrimitiveTypeName stored;

    Kind(PrimitiveTypeName stored) {
      this.stored = stored;
    }
  }

  private record Column<T>(String name, Kind kind, Function<T, @Nullable Object> value) {}

  private final List<Column<T>> columns = new ArrayList<>();
  private final List<Type> types = new ArrayList<>();

  /** Adds a column that is never null. */
  Columns<T> add(String name, Kind kind, Function<T, @Nullable Object> value) {
    return add(name, kind, Type.Repetition.REQUIRED, value);
  }

  /** Adds a column that may be null. */
  Columns<T> addNullable(String name, Kind kind, Function<T, @Nullable Object> value) {
    return add(name, kind, Type.Repetition.OPTIONAL, value);
  }

  private Columns<T> add(
      String name, Kind kind, Type.Repetition repetition, Function<T, @Nullable Object> value) {
    var type = Types.primitive(kind.stored, repetition);
    types.add(
        kind == Kind.STRING
            ? type.as(LogicalTypeAnnotation.stringType()).named(name)
            : type.named(name));
    columns.add(new Column<>(name, kind, value));
    return this;
  }

  MessageType schema() {
    return new MessageType("row", types);
  }

  void write(T row, RecordConsumer consumer) {
    consumer.startMessage();
    for (int i = 0; i < columns.size(); i++) {
      Column<T> column = columns.get(i);
      Object value = column.value.apply(row);
      if (value != null) {
        consumer.startField(column.name, i);
        write(column.kind, value, consumer);
        consumer.endField(column.name, i);
      }
    }
    consumer.endMessage();
  }

  private static void write(Kind kind, Object value, RecordConsumer consumer) {
    switch (kind) {
      case STRING -> consumer.addBinary(Binary.fromString((String) value));
      case BYTES -> consumer.addBinary(Binary.fromConstantByteArray((byte[]) value));
      case INT -> consumer.addInteger((Integer) value);
      case LONG -> consumer.addLong((Long) value);
      case DOUBLE -> consumer.addDouble((Double) value);
      case BOOLEAN -> consumer.addBoolean((Boolean) value);
    }
  }
}
