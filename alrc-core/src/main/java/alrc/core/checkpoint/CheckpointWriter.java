package alrc.core.checkpoint;

import ai.djl.ndarray.NDArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Collects a state and writes it as a file, all numbers little-endian:
 *
 * <pre>
 *   8 bytes "ALRCSTAT" · int32 version · int32 count of entries
 *   entry: int32 length of name · name (UTF-8) · byte type (f, d, l, t) · byte dimensions
 *          · int64 per dimension · values without padding
 *   int64 CRC-32C (RFC 3720, B.4) of all bytes before
 * </pre>
 */
public final class CheckpointWriter implements StateWriter {
  static final long MAGIC =
      ByteBuffer.wrap("ALRCSTAT".getBytes(StandardCharsets.US_ASCII)).getLong();
  static final int VERSION = 2;

  private final Map<String, Piece> pieces;
  private final String scope;

  /** Begins with nothing. */
  public CheckpointWriter() {
    this(new LinkedHashMap<>(), "");
  }

  private CheckpointWriter(Map<String, Piece> pieces, String scope) {
    this.pieces = pieces;
    this.scope = scope;
  }

  private void add(String name, Piece.Type type, long[] shape, ByteBuffer values) {
    Piece earlier = pieces.put(scope + name, new Piece(type, shape, values.flip()));
    if (earlier != null) {
      throw new IllegalStateException(scope + name + " is saved twice");
    }
  }

  @Override
  public void array(String name, NDArray array) {
    Piece.Type type = Piece.Type.of(array.getDataType());
    ByteBuffer values = Piece.little(Math.toIntExact(array.size() * type.width));
    switch (type) {
      case FLOAT32 -> {
        for (float value : array.toFloatArray()) {
          values.putFloat(value);
        }
      }
      case FLOAT64 -> {
        for (double value : array.toDoubleArray()) {
          values.putDouble(value);
        }
      }
      default -> {
        for (long value : array.toLongArray()) {
          values.putLong(value);
        }
      }
    }
    add(name, type, array.getShape().getShape().clone(), values);
  }

  @Override
  public void whole(String name, long value) {
    add(name, Piece.Type.INT64, new long[0], Piece.little(Long.BYTES).putLong(value));
  }

  @Override
  public void number(String name, double value) {
    add(name, Piece.Type.FLOAT64, new long[0], Piece.little(Double.BYTES).putDouble(value));
  }

  /** Takes numbers of the host. */
  public void floats(String name, float[] numbers) {
    ByteBuffer values = Piece.little(Math.multiplyExact(numbers.length, Float.BYTES));
    for (float number : numbers) {
      values.putFloat(number);
    }
    add(name, Piece.Type.FLOAT32, new long[] {numbers.length}, values);
  }

  /** Takes numbers of the host. */
  public void doubles(String name, double[] numbers) {
    ByteBuffer values = Piece.little(Math.multiplyExact(numbers.length, Double.BYTES));
    for (double number : numbers) {
      values.putDouble(number);
    }
    add(name, Piece.Type.FLOAT64, new long[] {numbers.length}, values);
  }

  /** Takes a text. */
  public void text(String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    add(name, Piece.Type.TEXT, new long[] {bytes.length}, Piece.little(bytes.length).put(bytes));
  }

  @Override
  public CheckpointWriter inside(String part) {
    return new CheckpointWriter(pieces, scope + part + "/");
  }

  /** The file. */
  public byte[] bytes() {
    long size = 8 + 4 + 4 + 8;
    for (Map.Entry<String, Piece> entry : pieces.entrySet()) {
      Piece piece = entry.getValue();
      size += 4L + entry.getKey().getBytes(StandardCharsets.UTF_8).length;
      size += 2 + 8L * piece.shape.length + piece.values.remaining();
    }
    byte[] all = new byte[Math.toIntExact(size)];
    ByteBuffer file = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(Long.reverseBytes(MAGIC)).putInt(VERSION).putInt(pieces.size());
    pieces.forEach((name, piece) -> put(file, name, piece));
    CRC32C sum = new CRC32C();
    sum.update(all, 0, file.position());
    file.putLong(sum.getValue());
    return all;
  }

  private static void put(ByteBuffer file, String name, Piece piece) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    file.putInt(bytes.length).put(bytes).put((byte) piece.type.code).put((byte) piece.shape.length);
    for (long dimension : piece.shape) {
      file.putLong(dimension);
    }
    file.put(piece.read());
  }
}
