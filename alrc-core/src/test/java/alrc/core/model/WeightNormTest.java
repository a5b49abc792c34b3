package alrc.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.model.Pass.Phase;
import alrc.core.model.Passes.OneBlock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WeightNormTest {
  private static final int IN = 3;
  private static final int OUT = 2;

  private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
  private final NDArray input = Passes.random(manager, 1, 2, IN, 8, 8).add(0.5);
  private final NDArray none = manager.create(new double[0]);

  @AfterEach
  void close() {
    manager.close();
  }

  private static OneBlock block(Filter.Sampling sampling) {
    return new OneBlock(new WeightNormConvolution("w", new Filter(3, IN, OUT, sampling), 1), IN);
  }

  @ParameterizedTest
  @EnumSource(Filter.Sampling.class)
  void weightsAreTheGainTimesTheUnitDirection(Filter.Sampling sampling) {
    double[] point = Passes.normals(5, OUT * IN * 9 + OUT);
    double[] weights = new double[OUT * IN * 9];
    for (int o = 0; o < OUT; o++) {
      double square = 0;
      for (int i = 0; i < IN * 9; i++) {
        square += Math.pow(point[o * IN * 9 + i], 2);
      }
      for (int i = 0; i < IN * 9; i++) {
        weights[o * IN * 9 + i] =
            point[OUT * IN * 9 + o] * point[o * IN * 9 + i] / Math.sqrt(square);
      }
    }
    NDArray expected =
        new Filter(3, IN, OUT, sampling)
            .apply(input, manager.create(weights).reshape(OUT, IN, 3, 3), null, 1);
    NDArray made =
        Passes.pass(block(sampling), manager.create(point), none, input, Phase.TRAINING).head();
    assertArrayEquals(expected.toDoubleArray(), made.toDoubleArray(), 1e-10);
  }

  @ParameterizedTest
  @EnumSource(Filter.Sampling.class)
  void theInitialisingPassMakesUnitVarianceForEachMemberAlone(Filter.Sampling sampling) {
    OneBlock block = block(sampling);
    NDArray gain =
        manager
            .ones(new ai.djl.ndarray.types.Shape(2 * OUT))
            .toType(ai.djl.ndarray.types.DataType.FLOAT64, false);
    NDArray direction = Passes.random(manager, 6, 2 * OUT, IN, 3, 3).mul(0.05);
    NDArray two = input.concat(input.mul(20), 1);
    NDArray first = block.forward(pass(direction, gain, two, Phase.INITIALISING)).head();
    NDArray later = block.forward(pass(direction, gain, two, Phase.FROZEN)).head();
    double[] variances = Channels.variance(later, Channels.mean(later)).toDoubleArray();
    assertEquals(2 * OUT, variances.length);
    for (double variance : variances) {
      assertEquals(1, variance, 1e-9);
    }
    assertArrayEquals(first.toDoubleArray(), later.toDoubleArray(), 1e-9);
  }

  private static Pass pass(NDArray direction, NDArray gain, NDArray input, Phase phase) {
    return new Pass(List.of(direction, gain), List.of(), input, 2, phase);
  }

  @Test
  void aChannelThatDoesNotVaryKeepsItsGain() {
    double[] point = Passes.normals(5, OUT * IN * 9 + OUT);
    NDArray flat = manager.create(point);
    NDArray dark = input.zerosLike();
    NDArray out =
        Passes.pass(block(Filter.Sampling.SAME), flat, none, dark, Phase.INITIALISING).head();
    assertArrayEquals(point, flat.toDoubleArray());
    assertEquals(0, out.abs().max().toDoubleArray()[0]);
  }
}
