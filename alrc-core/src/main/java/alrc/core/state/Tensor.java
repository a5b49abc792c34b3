package alrc.core.state;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** One named array of a {@link TensorFile}. A class, not a record: it owns an array. */
final class Tensor {
  /** The type of the numbers, by the name that it has in the file. */
  enum Type {
    F32(Float.BYTES),
    F64(Double.BYTES),
    I64(Long.BYTES);

    final int width;

    Type(int width) {
      this.width = width;
    }

    static Type of(DataType type) {
      return switch (type) {
        case FLOAT32 -> F32;
        case FLOAT64 -> F64;
        case INT64 -> I64;
        default ->
            throw new IllegalArgumentException(
                type + " cannot be saved; only float32, float64 and int64 can");
      };
    }
  }

  private final Type type;
  private final Shape shape;
  private final ByteBuffer values;

  /**
   * Keeps an array.
   *
   * @param values row-major, little-endian, from its position to its limit
   */
  Tensor(Type type, Shape shape, ByteBuffer values) {
    this.type = type;
    this.shape = shape;
    this.values = values;
  }

  /** A copy of an array of the device; waits for it. */
  static Tensor of(NDArray array) {
    Type type = Type.of(array.getDataType());
    ByteBuffer values = little(array.size(), type);
    switch (type) {
      case F32 -> values.asFloatBuffer().put(array.toFloatArray());
      case F64 -> values.asDoubleBuffer().put(array.toDoubleArray());
      case I64 -> values.asLongBuffer().put(array.toLongArray());
    }
    return new Tensor(type, array.getShape(), values);
  }

  /** A copy of the numbers from an index on, as many as the shape needs. */
  static Tensor of(float[] numbers, int from, Shape shape) {
    ByteBuffer values = little(shape.size(), Type.F32);
    values.asFloatBuffer().put(numbers, from, Math.toIntExact(shape.size()));
    return new Tensor(Type.F32, shape, values);
  }

  static Tensor of(double[] numbers) {
    ByteBuffer values = little(numbers.length, Type.F64);
    values.asDoubleBuffer().put(numbers);
    return new Tensor(Type.F64, new Shape(numbers.length), values);
  }

  private static ByteBuffer little(long count, Type type) {
    int bytes = Math.toIntExact(Math.multiplyExact(count, type.width));
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  Type type() {
    return type;
  }

  Shape shape() {
    return shape;
  }

  /** The values, row-major, little-endian. */
  ByteBuffer values() {
    return values.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  float[] floats() {
    float[] numbers = new float[values.remaining() / Float.BYTES];
    values().asFloatBuffer().get(numbers);
    return numbers;
  }

  double[] doubles() {
    double[] numbers = new double[values.remaining() / Double.BYTES];
    values().asDoubleBuffer().get(numbers);
    return numbers;
  }

  long[] longs() {
    long[] numbers = new long[values.remaining() / Long.BYTES];
    values().asLongBuffer().get(numbers);
    return numbers;
  }

  /** Type and shape; the type float32 is not named. */
  @Override
  public String toString() {
    return type == Type.F32 ? shape.toString() : type + " " + shape;
  }
}
