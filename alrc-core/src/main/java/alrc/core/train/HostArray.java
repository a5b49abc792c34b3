package alrc.core.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * The images of K members side by side, on the device, with one buffer on the host through which
 * they are filled again and again: example after example, and member after member in each, or the
 * other way round where examples are kept apart.
 */
final class HostArray {
  private static final int LINE = 64;

  private final int slots;
  private final boolean apart;
  private final ByteBuffer buffer;
  private final FloatBuffer values;
  private final NDArray array;

  /**
   * Zeros.
   *
   * @param slots K
   * @param apart whether the examples of a member follow each other
   * @param shape of N examples of K members in that order: (N, K·channels, height, width) or (N·K,
   *     channels, height, width); (1, K·N·channels, height, width) or (K·N, channels, height,
   *     width) where they are kept apart
   */
  HostArray(NDManager manager, int slots, boolean apart, Shape shape) {
    int bytes = Math.toIntExact(shape.size() * Float.BYTES);
    this.slots = slots;
    this.apart = apart;
    this.buffer =
        ByteBuffer.allocateDirect(bytes + LINE)
            .alignedSlice(LINE)
            .limit(bytes)
            .slice()
            .order(ByteOrder.nativeOrder());
    this.values = buffer.asFloatBuffer();
    this.array = manager.create(buffer, shape, DataType.FLOAT32);
  }

  /**
   * Copies the images of a member.
   *
   * @param images (N, channels, height, width), row-major
   * @param count N
   */
  void put(int slot, float[] images, int count) {
    int length = images.length / count;
    for (int n = 0; n < count; n++) {
      int at = apart ? slot * count + n : n * slots + slot;
      values.put(at * length, images, n * length, length);
    }
  }

  /** The array on the device, with all images that were copied. */
  NDArray filled() {
    if (array.getDevice().isGpu()) {
      buffer.rewind();
      array.set(buffer);
    }
    return array;
  }
}
