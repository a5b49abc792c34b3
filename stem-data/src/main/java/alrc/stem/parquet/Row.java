package alrc.stem.parquet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/**
 * One Parquet row as it was read: the chosen columns that were not null. A method for a value that
 * may not be null throws a {@link NullPointerException} with the column's name where there is none.
 */
public final class Row {
  private final Map<String, Object> values;

  Row(Map<String, Object> values) {
    this.values = values;
  }

  /** Returns whether a column was read and is not null. */
  public boolean has(String column) {
    return values.containsKey(column);
  }

  /** Returns a text. */
  public String text(String column) {
    return new String(binary(column).getBytesUnsafe(), StandardCharsets.UTF_8);
  }

  /** Returns a text; null where the column is null. */
  public @Nullable String textOrNull(String column) {
    return has(column) ? text(column) : null;
  }

  /** Returns an integer. */
  public int integer(String column) {
    return (Integer) value(column);
  }

  /** Returns a long integer. */
  public long longInteger(String column) {
    return (Long) value(column);
  }

  /** Returns a floating-point number. */
  public double number(String column) {
    return (Double) value(column);
  }

  /** Returns a Boolean. */
  public boolean bool(String column) {
    return (Boolean) value(column);
  }

  /** Returns bytes; callers must not change them. */
  public ByteBuffer bytes(String column) {
    return binary(column).toByteBuffer().slice();
  }

  private Binary binary(String column) {
    return (Binary) value(column);
  }

  private Object value(String column) {
    return Objects.requireNonNull(values.get(column), column);
  }
}
