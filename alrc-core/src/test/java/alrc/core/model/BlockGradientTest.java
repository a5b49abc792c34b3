package alrc.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.model.Pass.Phase;
import alrc.core.model.Passes.OneBlock;
import alrc.core.train.Gradient;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of every block, by its parameters and by its input, against finite differences. */
class BlockGradientTest {
  private static final int IN = 3;
  private static final int INPUT_VALUES = 2 * IN * 4 * 4;
  private static final double STEP = 1e-6;

  static Stream<Arguments> blocks() {
    List<Arguments> all = new ArrayList<>();
    for (Block block :
        List.of(
            new Convolution("c", Filter.same(3, IN, 2)),
            new Convolution("c", Filter.halving(IN, 2)),
            new Convolution("c", Filter.doubling(IN, 2)),
            new WeightNormConvolution("w", Filter.same(5, IN, 2), 1),
            new WeightNormConvolution("w", Filter.halving(IN, 2), 1),
            new WeightNormConvolution("w", Filter.doubling(IN, 2), 1),
            new MeanOnlyNorm("m", IN),
            new BatchNorm("b", IN),
            new LayerNorm("l", IN),
            new Relu(),
            Sequence.of(new Convolution("c", Filter.same(3, IN, 4)), new Relu()),
            new Residual(new Convolution("c", Filter.same(3, IN, IN))))) {
      all.add(Arguments.of(block, Phase.FROZEN));
      all.add(Arguments.of(block, Phase.TRAINING));
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void equalFiniteDifferences(Block block, Phase phase) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      OneBlock model = new OneBlock(block, IN);
      int parameters = (int) model.parameterCount();
      double[] point = Passes.normals(7, parameters + INPUT_VALUES);
      double[] weights = {1, -0.5};
      double[] gradient =
          Gradient.of(
              manager.create(point), leaf -> outputs(model, phase, parameters, leaf), weights);
      SplittableRandom random = new SplittableRandom(1);
      for (int k = 0; k < 40; k++) {
        int i = random.nextInt(point.length);
        double up = weighted(model, phase, parameters, manager, moved(point, i, STEP), weights);
        double down = weighted(model, phase, parameters, manager, moved(point, i, -STEP), weights);
        double slope = (up - down) / (2 * STEP);
        assertEquals(slope, gradient[i], 1e-5 * Math.abs(slope) + 1e-6, "entry " + i);
      }
    }
  }

  /** Shape (2): something uneven of all outputs of each of the two examples. */
  private static NDArray outputs(OneBlock model, Phase phase, int parameters, NDArray point) {
    NDManager manager = point.getManager();
    NDArray own = parameters == 0 ? point : point.get("0:" + parameters);
    NDArray input = point.get(parameters + ":").reshape(2, IN, 4, 4);
    NDArray buffers = Passes.zeroBuffers(model, manager).add(0.7);
    NDArray out = Passes.pass(model, own, buffers, input, phase).head();
    NDArray rows = out.reshape(2, -1);
    NDArray uneven = Passes.random(manager, 9, 1, rows.getShape().get(1));
    return rows.mul(uneven).add(rows.square().mul(0.3)).sum(new int[] {1});
  }

  private static double weighted(
      OneBlock model,
      Phase phase,
      int parameters,
      NDManager manager,
      double[] point,
      double[] weights) {
    double[] made = outputs(model, phase, parameters, manager.create(point)).toDoubleArray();
    return weights[0] * made[0] + weights[1] * made[1];
  }

  private static double[] moved(double[] point, int i, double by) {
    double[] other = point.clone();
    other[i] += by;
    return other;
  }
}
