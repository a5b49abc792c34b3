package alrc.stem.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * The columns of one kind of Parquet row, in order, each with a function that returns its value.
 *
 * @param <T> what a row is made from
 */
public final class Columns<T> {
  /** The type of a column. */
  public enum Kind {
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

  private record Column<T>(Kind kind, Function<T, @Nullable Object> value) {}

  private final List<Column<T>> columns = new ArrayList<>();
  private final List<Type> types = new ArrayList<>();

  /** Adds a column that is never null. */
  public Columns<T> add(String name, Kind kind, Function<T, @Nullable Object> value) {
    return add(name, kind, Type.Repetition.REQUIRED, value);
  }

  /** Adds a column that may be null. */
  public Columns<T> addNullable(String name, Kind kind, Function<T, @Nullable Object> value) {
    return add(name, kind, Type.Repetition.OPTIONAL, value);
  }

  private Columns<T> add(
      String name, Kind kind, Type.Repetition repetition, Function<T, @Nullable Object> value) {
    var type = Types.primitive(kind.stored, repetition);
    types.add(
        kind == Kind.STRING
            ? type.as(LogicalTypeAnnotation.stringType()).named(name)
            : type.named(name));
    columns.add(new Column<>(kind, value));
    return this;
  }

  MessageType schema() {
    return new MessageType("row", types);
  }

  /** Returns how many columns there are. */
  public int count() {
    return columns.size();
  }

  /** Returns the name of a column. */
  public String name(int column) {
    return types.get(column).getName();
  }

  /** Returns the type of a column. */
  Kind kind(int column) {
    return columns.get(column).kind;
  }

  /** Returns a row's value of a column. */
  public @Nullable Object value(int column, T row) {
    return columns.get(column).value.apply(row);
  }
}
