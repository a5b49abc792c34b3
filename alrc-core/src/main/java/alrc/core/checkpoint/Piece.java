package alrc.core.checkpoint;

import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** One named entry of a checkpoint. A class, not a record: it owns an array. */
final class Piece {
  /** What an entry holds; the code stands in the file. */
  enum Type {
    FLOAT32('f', Float.BYTES),
    FLOAT64('d', Double.BYTES),
    INT64('l', Long.BYTES),
    TEXT('t', 1);

    final char code;
    final int width;

    Type(char code, int width) {
      this.code = code;
      this.width = width;
    }

    static Type of(int code) {
      return Arrays.stream(values())
          .filter(type -> type.code == code)
          .findFirst()
          .orElseThrow(() -> new UnusableCheckpointException("unknown type code " + code));
    }

    static Type of(DataType type) {
      return switch (type) {
        case FLOAT32 -> FLOAT32;
        case FLOAT64 -> FLOAT64;
        case INT64 -> INT64;
        default -> throw new IllegalArgumentException(type + " cannot be saved");
      };
    }
  }

  final Type type;
  final long[] shape;
  final ByteBuffer values;

  /**
   * Keeps an entry.
   *
   * @param values little-endian, from its position to its limit
   */
  Piece(Type type, long[] shape, ByteBuffer values) {
    this.type = type;
    this.shape = shape;
    this.values = values;
  }

  static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The bytes, read from their beginning. */
  ByteBuffer read() {
    return values.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }
}
