package alrc.core.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Reads what {@link CheckpointWriter} wrote; nothing is allocated beyond the file itself, and
 * whatever it does not support is refused.
 */
public final class CheckpointReader implements StateReader {
  private static final NDIndex ALL = new NDIndex(":");
  private static final int MOST_DIMENSIONS = 8;

  private final Map<String, Piece> pieces;
  private final String scope;

  private CheckpointReader(Map<String, Piece> pieces, String scope) {
    this.pieces = pieces;
    this.scope = scope;
  }

  /**
   * Opens a file.
   *
   * @throws UnusableCheckpointException if it is damaged or of another kind or version
   */
  public static CheckpointReader of(byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    require(bytes.length >= 24, bytes.length + " bytes are too few");
    require(Long.reverseBytes(file.getLong()) == CheckpointWriter.MAGIC, "is not one of alrc");
    int version = file.getInt();
    require(version == CheckpointWriter.VERSION, "version " + version + " is not understood");
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, bytes.length - Long.BYTES);
    require(sum.getValue() == file.getLong(bytes.length - Long.BYTES), "damaged (checksum)");
    int count = file.getInt();
    file.limit(bytes.length - Long.BYTES);
    Map<String, Piece> pieces = new HashMap<>();
    for (int i = 0; i < count; i++) {
      String name = new String(take(file, needed(file, 4).getInt()), StandardCharsets.UTF_8);
      require(pieces.put(name, piece(file)) == null, name + " is there twice");
    }
    require(!file.hasRemaining(), file.remaining() + " bytes are left over");
    return new CheckpointReader(pieces, "");
  }

  private static Piece piece(ByteBuffer file) {
    Piece.Type type = Piece.Type.of(needed(file, 2).get());
    int dimensions = file.get();
    require(dimensions >= 0 && dimensions <= MOST_DIMENSIONS, dimensions + " dimensions");
    needed(file, 8L * dimensions);
    long[] shape = new long[dimensions];
    long bytes = type.width;
    for (int i = 0; i < dimensions; i++) {
      shape[i] = file.getLong();
      require(shape[i] >= 0 && shape[i] <= Integer.MAX_VALUE, "a dimension of " + shape[i]);
      bytes *= shape[i];
      require(bytes <= Integer.MAX_VALUE, "an entry of over 2 GiB");
    }
    needed(file, bytes);
    ByteBuffer values = file.slice(file.position(), (int) bytes);
    file.position(file.position() + (int) bytes);
    return new Piece(type, shape, values);
  }

  private static byte[] take(ByteBuffer file, int length) {
    needed(file, length);
    byte[] bytes = new byte[length];
    file.get(bytes);
    return bytes;
  }

  private static ByteBuffer needed(ByteBuffer file, long bytes) {
    require(bytes >= 0 && bytes <= file.remaining(), "ends too early, at " + file.position());
    return file;
  }

  private static void require(boolean holds, String reason) {
    if (!holds) {
      throw new UnusableCheckpointException(reason);
    }
  }

  private ByteBuffer values(String name, Piece.Type type, long... shape) {
    Piece piece = piece(name);
    require(
        piece.type == type && Arrays.equals(piece.shape, shape),
        scope
            + name
            + " is "
            + describe(piece.type, piece.shape)
            + ", not "
            + describe(type, shape));
    return piece.read();
  }

  private Piece piece(String name) {
    Piece piece = pieces.get(scope + name);
    if (piece == null) {
      throw new UnusableCheckpointException(scope + name + " is missing");
    }
    return piece;
  }

  private static String describe(Piece.Type type, long[] shape) {
    return type + Arrays.toString(shape);
  }

  @Override
  public void array(String name, NDArray into) {
    Piece.Type type = Piece.Type.of(into.getDataType());
    ByteBuffer values = values(name, type, into.getShape().getShape());
    Shape flat = new Shape(into.size());
    try (NDManager manager = into.getManager().newSubManager()) {
      NDArray stored =
          switch (type) {
            case FLOAT32 -> manager.create(floats(values), flat);
            case FLOAT64 -> manager.create(doubles(values), flat);
            default -> manager.create(longs(values), flat);
          };
      NDArray view = into.reshape(-1);
      view.attach(manager);
      view.set(ALL, stored);
    }
  }

  @Override
  public long whole(String name) {
    return values(name, Piece.Type.INT64).getLong();
  }

  @Override
  public double number(String name) {
    return values(name, Piece.Type.FLOAT64).getDouble();
  }

  /** Gives back as many numbers as were taken. */
  public float[] floats(String name, int count) {
    return floats(values(name, Piece.Type.FLOAT32, count));
  }

  /** Gives back numbers, however many. */
  public double[] doubles(String name) {
    return doubles(values(name, Piece.Type.FLOAT64, length(name)));
  }

  /** Gives back a text. */
  public String text(String name) {
    ByteBuffer values = values(name, Piece.Type.TEXT, length(name));
    return StandardCharsets.UTF_8.decode(values).toString();
  }

  private long length(String name) {
    Piece piece = piece(name);
    return piece.shape.length == 1 ? piece.shape[0] : -1;
  }

  private static float[] floats(ByteBuffer values) {
    float[] numbers = new float[values.remaining() / Float.BYTES];
    values.asFloatBuffer().get(numbers);
    return numbers;
  }

  private static double[] doubles(ByteBuffer values) {
    double[] numbers = new double[values.remaining() / Double.BYTES];
    values.asDoubleBuffer().get(numbers);
    return numbers;
  }

  private static long[] longs(ByteBuffer values) {
    long[] numbers = new long[values.remaining() / Long.BYTES];
    values.asLongBuffer().get(numbers);
    return numbers;
  }

  @Override
  public CheckpointReader inside(String part) {
    return new CheckpointReader(pieces, scope + part + "/");
  }
}
