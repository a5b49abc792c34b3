package alrc.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import alrc.core.loss.QuarticError;
import alrc.core.random.Randomness;
import alrc.core.state.ParameterLayout;
import alrc.core.state.ParameterLayout.Parameter;
import alrc.core.train.Gradient;
import alrc.settings.SettingMistake;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupersamplingNetTest {
  private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @CsvSource({"1, 1042819", "0.25, 67171", "0.125, 17459"})
  void parameterCountsAreThePapers(double width, long count) {
    assertEquals(count, new SupersamplingNet(width, 3).parameterCount());
  }

  @Test
  void aForwardPassOfCifarTakesAboutAGigaMac() {
    long macs = new SupersamplingNet(1, 3).multiplyAccumulates(32, 32);
    assertEquals((2 * 4_800L + 2 * 73_728L + 6 * 147_456L) * 1024, macs);
    assertEquals(1.07e9, macs, 0.005e9);
  }

  @Test
  void predictionHasTheShapeOfTheInput() {
    for (int channels : new int[] {1, 3}) {
      SupersamplingNet net = new SupersamplingNet(1.0 / 16, channels);
      NDArray flat = manager.create(net.initialParameters(0));
      NDArray input = manager.ones(new Shape(2, channels, 32, 32));
      assertEquals(
          input.getShape(),
          net.forward(Pass.single(net.layout().views(flat), input)).head().getShape());
    }
  }

  @Test
  void weightsAreXavierUniformAndBiasesZero() {
    SupersamplingNet net = new SupersamplingNet(0.25, 3);
    float[] flat = net.initialParameters(5);
    for (Parameter parameter : net.layout().parameters()) {
      int from = (int) parameter.offset();
      float[] mine = Arrays.copyOfRange(flat, from, from + (int) parameter.size());
      if (parameter.name().endsWith("bias")) {
        assertArrayEquals(new float[mine.length], mine);
        continue;
      }
      long[] shape = parameter.shape().getShape();
      double bound = Math.sqrt(6.0 / ((shape[0] + shape[1]) * shape[2] * shape[3]));
      double largest = 0;
      double square = 0;
      for (float weight : mine) {
        largest = Math.max(largest, Math.abs(weight));
        square += weight * weight / mine.length;
      }
      assertTrue(largest <= bound && largest > 0.97 * bound, parameter.name());
      assertEquals(bound * bound / 3, square, 0.15 * bound * bound / 3, parameter.name());
    }
  }

  @Test
  void initialParametersDependOnTheSeedAlone() {
    SupersamplingNet net = new SupersamplingNet(0.125, 1);
    assertArrayEquals(net.initialParameters(1), net.initialParameters(1));
    assertFalse(Arrays.equals(net.initialParameters(1), net.initialParameters(2)));
  }

  @Test
  void viewsShareTheFlatVectorInOrder() {
    ParameterLayout layout =
        new ParameterLayout.Builder().add("a", 2, 3).add("b", 2).add("c", 1, 1, 2, 2).build();
    NDArray flat = manager.arange(12).toType(DataType.FLOAT32, true);
    var views = layout.views(flat);
    assertEquals(new Shape(1, 1, 2, 2), views.get(2).getShape());
    assertArrayEquals(new float[] {6, 7}, views.get(1).toFloatArray());
    flat.muli(2);
    assertArrayEquals(new float[] {12, 14}, views.get(1).toFloatArray());
  }

  @Test
  void gradientThroughTheWholeNetworkEqualsFiniteDifferences() {
    SupersamplingNet net = new SupersamplingNet(1.0 / 32, 2);
    double[] theta = doubles(net.initialParameters(3));
    NDArray input = image(1);
    NDArray target = image(2);
    double[] gradient =
        Gradient.of(
            manager.create(theta), leaf -> loss(net, leaf, input, target), new double[] {1, 0.25});
    SplittableRandom random = new SplittableRandom(4);
    for (int k = 0; k < 25; k++) {
      int i = random.nextInt(theta.length);
      double h = 1e-6;
      double slope =
          (moved(net, theta, i, h, input, target) - moved(net, theta, i, -h, input, target))
              / (2 * h);
      assertEquals(slope, gradient[i], 1e-4 * Math.abs(slope) + 1e-7, "parameter " + i);
    }
  }

  private NDArray image(int seed) {
    SplittableRandom random = Randomness.of(seed, "image");
    double[] values = new double[2 * 2 * 8 * 8];
    Arrays.setAll(values, i -> Randomness.normal(random));
    return manager.create(values, new Shape(2, 2, 8, 8));
  }

  private static NDArray loss(SupersamplingNet net, NDArray flat, NDArray input, NDArray target) {
    NDArray prediction = net.forward(Pass.single(net.layout().views(flat), input)).head();
    return new QuarticError(1).perExample(prediction, target);
  }

  private double moved(
      SupersamplingNet net, double[] theta, int i, double h, NDArray input, NDArray target) {
    double[] other = theta.clone();
    other[i] += h;
    double[] losses = loss(net, manager.create(other), input, target).toDoubleArray();
    return losses[0] + 0.25 * losses[1];
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }

  @Test
  void impossibleSettingsAreRefusedByName() {
    Exception e = assertThrows(SettingMistake.class, () -> new SupersamplingNet(0, 3));
    assertEquals("width: 0.0 must be in [1/64, 16]", e.getMessage());
  }
}
