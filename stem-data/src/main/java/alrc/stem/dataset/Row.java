package alrc.stem.dataset;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** One Parquet row as it was read: the chosen columns that were not null. */
final class Row {
  private final Map<String, Object> values;

  Row(Map<String, Object> values) {
    this.values = values;
  }

  boolean has(String column) {
    return values.containsKey(column);
  }

  String text(String column) {
    return new String(binary(column).getBytesUnsafe(), StandardCharsets.UTF_8);
  }

  @Nullable String textOrNull(String column) {
    return has(column) ? text(column) : null;
  }

  int integer(String column) {
    return (Integer) value(column);
  }

  @Nullable Integer integerOrNull(String column) {
    return (Integer) values.get(column);
  }

  long longInteger(String column) {
    return (Long) value(column);
  }

  double number(String column) {
    return (Double) value(column);
  }

  boolean bool(String column) {
    return (Boolean) value(column);
  }

  float[] floats(String column) {
    return PixelEncoding.FLOAT32.decode(bytes(column), 1, 0);
  }

  ByteBuffer bytes(String column) {
    return binary(column).toByteBuffer().slice();
  }

  private Binary binary(String column) {
    return (Binary) value(column);
  }

  private Object value(String column) {
    return Objects.requireNonNull(values.get(column), column);
  }
}
