package alrc.jobs.spark.stage;

import alrc.stem.image.PixelType;
import alrc.stem.image.Pixels;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Pixels as they are in a column: float32, little-endian, row-major. */
final class FloatPixels {
  private FloatPixels() {}

  static byte[] bytes(Pixels pixels) {
    float[] values = new float[pixels.count()];
    pixels.toFloats(0, values, 0, values.length);
    return bytes(values);
  }

  static byte[] bytes(float[] values) {
    byte[] bytes = new byte[values.length * Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    return bytes;
  }

  static Pixels pixels(byte[] bytes, int height, int width) {
    ByteBuffer values = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return new Pixels(PixelType.FLOAT32, height, width, 1, values);
  }

  static float[] floats(byte[] bytes) {
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }
}
