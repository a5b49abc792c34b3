package alrc.core.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import alrc.core.random.Randomness;
import alrc.core.study.Samples;
import alrc.core.train.Gradient;
import alrc.settings.SettingMistake;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LossContractTest {
  private static final Shape SHAPE = new Shape(3, 2, 4, 5);

  private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");

  @AfterEach
  void close() {
    manager.close();
  }

  static Stream<Loss> losses() {
    return Samples.kinds(Loss.class).stream()
        .map(kind -> Samples.of(Loss.class, Samples.section(kind) + ", scale: 2.5"));
  }

  private NDArray random(int seed) {
    SplittableRandom random = Randomness.of(seed, "test");
    double[] values = new double[(int) SHAPE.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Randomness.normal(random);
    }
    return manager.create(values, SHAPE);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void oneLossPerExampleAndZeroAtEquality(Loss loss) {
    NDArray x = random(1);
    assertArrayEquals(new double[3], loss.perExample(x, x).toDoubleArray());
    assertEquals(new Shape(3), loss.perExample(x, random(2)).getShape());
  }

  @ParameterizedTest
  @MethodSource("losses")
  void anExampleDependsOnItselfAlone(Loss loss) {
    NDArray x = random(1);
    NDArray y = random(2);
    double[] all = loss.perExample(x, y).toDoubleArray();
    double[] second = loss.perExample(x.get("1:2"), y.get("1:2")).toDoubleArray();
    assertEquals(all[1], second[0], 1e-12);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void gradientEqualsFiniteDifferences(Loss loss) {
    NDArray target = random(2);
    double[] x = random(1).toDoubleArray();
    double[] gradient =
        Gradient.of(random(1), leaf -> loss.perExample(leaf, target), new double[] {1, 2, 3});
    for (int i = 0; i < x.length; i += 7) {
      double h = 1e-5;
      double slope = (weighted(loss, x, i, h, target) - weighted(loss, x, i, -h, target)) / (2 * h);
      assertEquals(slope, gradient[i], 1e-7 * (1 + Math.abs(slope)));
    }
  }

  private double weighted(Loss loss, double[] x, int index, double change, NDArray target) {
    double[] moved = x.clone();
    moved[index] += change;
    double[] losses = loss.perExample(manager.create(moved, SHAPE), target).toDoubleArray();
    return losses[0] + 2 * losses[1] + 3 * losses[2];
  }

  @ParameterizedTest
  @MethodSource("losses")
  void anExamplesLossIsTheMeanOfItsSummands(Loss loss) {
    NDArray summands = loss.summands(random(1), random(2));
    assertEquals(SHAPE, summands.getShape());
    double[] means = summands.reshape(3, -1).mean(new int[] {1}).toDoubleArray();
    assertArrayEquals(means, loss.perExample(random(1), random(2)).toDoubleArray(), 1e-12);
    assertEquals(2.5, loss.scale());
  }

  @ParameterizedTest
  @MethodSource("losses")
  void aPerfectPredictionHasAFiniteGradient(Loss loss) {
    double[] gradient =
        Gradient.of(random(1), leaf -> loss.perExample(leaf, random(1)), new double[] {1, 2, 3});
    assertArrayEquals(new double[gradient.length], gradient);
  }

  @Test
  void absoluteAnyPowerAndCharbonnierByHand() {
    NDArray prediction = manager.create(new double[] {3, -4}, new Shape(1, 2));
    NDArray target = manager.create(new double[] {0, 0}, new Shape(1, 2));
    assertEquals(3.5, new PowerError(1, 1).perExample(prediction, target).getDouble(0), 1e-12);
    double cubes = (27 + 64) / 2.0;
    assertEquals(cubes, new PowerError(3, 1).perExample(prediction, target).getDouble(0), 1e-12);
    double charbonnier = 10 * (Math.sqrt(9 + 0.25) + Math.sqrt(16 + 0.25) - 1) / 2;
    assertEquals(
        charbonnier, new Charbonnier(0.5, 10).perExample(prediction, target).getDouble(0), 1e-12);
  }

  @Test
  void squaredAndQuarticAreMeansOverPixelsAndChannels() {
    NDArray prediction = manager.create(new float[] {1, 2, 3, 4}, new Shape(2, 1, 1, 2));
    NDArray target = manager.create(new float[] {0, 0, 0, 0}, new Shape(2, 1, 1, 2));
    assertArrayEquals(
        new float[] {2.5f, 12.5f},
        new SquaredError(1).perExample(prediction, target).toFloatArray());
    assertArrayEquals(
        new float[] {8.5f, 168.5f},
        new QuarticError(1).perExample(prediction, target).toFloatArray());
  }

  @Test
  void impossibleSettingsAreRefusedByName() {
    Exception power = assertThrows(SettingMistake.class, () -> new PowerError(0.5, 1));
    assertEquals("power: 0.5 must be a finite number >= 1", power.getMessage());
    Exception epsilon = assertThrows(SettingMistake.class, () -> new Charbonnier(0, 1));
    assertEquals("epsilon: 0.0 must be a finite number > 0", epsilon.getMessage());
    Exception scale = assertThrows(SettingMistake.class, () -> new PowerError(2, 0));
    assertEquals("scale: 0.0 must be a finite number > 0", scale.getMessage());
  }
}
