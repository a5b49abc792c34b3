package alrc.core.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * An array on the device with one buffer on the host through which it is filled again and again.
 */
final class HostArray {
  private final ByteBuffer buffer;
  private final NDArray array;

  HostArray(NDManager manager, Shape shape) {
    int bytes = Math.toIntExact(shape.size() * Float.BYTES);
    buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    array = manager.create(buffer, shape, DataType.FLOAT32);
  }

  /** Fills the array. */
  NDArray fill(float[] values) {
    buffer.clear();
    buffer.asFloatBuffer().put(values);
    if (array.getDevice().isGpu()) {
      array.set(buffer);
    }
    return array;
  }
}
