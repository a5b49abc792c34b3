package alrc.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import alrc.core.model.Filter.Sampling;
import alrc.settings.SettingMistake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest {
  private static final int IN = 3;
  private static final int OUT = 2;
  private static final int HEIGHT = 6;
  private static final int WIDTH = 4;

  private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @CsvSource({
    "SAME, 3, 1",
    "SAME, 5, 1",
    "SAME, 3, 2",
    "HALVING, 3, 1",
    "HALVING, 3, 3",
    "DOUBLING, 3, 1",
    "DOUBLING, 3, 2"
  })
  void equalsTheSumOverItsDefinition(Sampling sampling, int kernel, int members) {
    Filter filter = new Filter(kernel, IN, OUT, sampling);
    NDArray input = Passes.random(manager, 1, 2, members * IN, HEIGHT, WIDTH);
    NDArray weight = Passes.random(manager, 2, members * OUT, IN, kernel, kernel);
    NDArray bias = Passes.random(manager, 3, members * OUT);
    NDArray output = filter.apply(input, weight, bias, members);
    int height = filter.side(HEIGHT);
    int width = filter.side(WIDTH);
    assertEquals(new Shape(2, members * OUT, height, width), output.getShape());
    double[] values = output.toDoubleArray();
    int i = 0;
    for (int n = 0; n < 2; n++) {
      for (int o = 0; o < members * OUT; o++) {
        for (int r = 0; r < height; r++) {
          for (int c = 0; c < width; c++) {
            double expected =
                bias.toDoubleArray()[o] + sum(filter, members, input, weight, n, o, r, c);
            assertEquals(expected, values[i++], 1e-10);
          }
        }
      }
    }
  }

  private static double sum(
      Filter filter, int members, NDArray in, NDArray weights, int n, int o, int r, int c) {
    double[] input = in.toDoubleArray();
    double[] weight = weights.toDoubleArray();
    int k = filter.kernel();
    int stride = filter.sampling() == Sampling.HALVING ? 2 : 1;
    double sum = 0;
    for (int i = 0; i < IN; i++) {
      int channel = o / OUT * IN + i;
      for (int y = 0; y < k; y++) {
        for (int x = 0; x < k; x++) {
          int row = r * stride + y - k / 2;
          int column = c * stride + x - k / 2;
          double w = weight[((o * IN + i) * k + y) * k + x];
          sum += w * pixel(filter, input, n * members * IN + channel, row, column);
        }
      }
    }
    return sum;
  }

  /** Zero outside; of the spread input of a transposed convolution, zero between. */
  private static double pixel(Filter filter, double[] input, int plane, int row, int column) {
    int r = row;
    int c = column;
    if (filter.sampling() == Sampling.DOUBLING) {
      if (r % 2 != 0 || c % 2 != 0) {
        return 0;
      }
      r /= 2;
      c /= 2;
    }
    boolean inside = r >= 0 && r < HEIGHT && c >= 0 && c < WIDTH;
    return inside ? input[(plane * HEIGHT + r) * WIDTH + c] : 0;
  }

  @Test
  void halfSizeLiesOnAlignedCorners() {
    NDArray images = Passes.random(manager, 4, 1, 2, 8, 6);
    double[] half = HalfSize.of(images).toDoubleArray();
    double[] all = images.toDoubleArray();
    double[] expected = new double[2 * 4 * 3];
    for (int i = 0; i < expected.length; i++) {
      double y = i / 3 % 4 * 7 / 3.0;
      double x = i % 3 * 5 / 2.0;
      int top = (int) Math.min(Math.floor(y), 6);
      int left = (int) Math.min(Math.floor(x), 4);
      for (int corner = 0; corner < 4; corner++) {
        int r = top + corner / 2;
        int c = left + corner % 2;
        expected[i] +=
            (1 - Math.abs(y - r)) * (1 - Math.abs(x - c)) * all[(i / 12 * 8 + r) * 6 + c];
      }
    }
    assertArrayEquals(expected, half, 1e-6);
  }

  @Test
  void impossibleKernelsAreRefused() {
    Exception even = assertThrows(SettingMistake.class, () -> Filter.same(4, 1, 1));
    assertEquals("kernel: 4 must be odd", even.getMessage());
    Exception wide =
        assertThrows(SettingMistake.class, () -> new Filter(5, 1, 1, Sampling.DOUBLING));
    assertEquals("kernel: 5 must be 3 to double", wide.getMessage());
  }
}
