package alrc.core.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;

/** A few tensors whose types, shapes, sums and gradients are known. */
final class SelfTest {
  private SelfTest() {}

  /**
   * Tests the engine on the processor.
   *
   * @throws IllegalStateException naming what is wrong
   */
  static void run(Engine engine) {
    try (NDManager manager = engine.newBaseManager(Device.cpu())) {
      NDArray values = manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(2, 3));
      expect("the type of float32 values", DataType.FLOAT32, values.getDataType());
      expect("the type of int64 values", DataType.INT64, manager.create(1L).getDataType());
      expect("a shape", new Shape(2, 3), values.getShape());
      expect("a sum", 21f, values.sum().getFloat());
      expect("a product", "[14.0, 32.0, 32.0, 77.0]", text(values.matMul(values.transpose())));
      NDArray leaf = manager.create(new float[] {1, -2, 3});
      leaf.setRequiresGradient(true);
      try (GradientCollector collector = engine.newGradientCollector()) {
        collector.backward(leaf.mul(leaf).sum());
      }
      expect("a gradient", "[2.0, -4.0, 6.0]", text(leaf.getGradient()));
    }
  }

  private static String text(NDArray array) {
    return Arrays.toString(array.toFloatArray());
  }

  private static void expect(String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new IllegalStateException(what + " is read as " + found + ", not " + expected);
    }
  }
}
