package alrc.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.model.Pass.Phase;
import alrc.core.model.Passes.OneBlock;
import alrc.core.train.Gradient;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Normalising blocks against their formulas in plain Java. Feature maps here: (2, 3, 4, 4). */
class NormalisationTest {
  private static final int C = 3;
  private static final int PIXELS = 16;
  private static final int M = 2 * PIXELS;

  private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
  private final NDArray input = Passes.random(manager, 1, 2, C, 4, 4).mul(3).add(2);

  @AfterEach
  void close() {
    manager.close();
  }

  private static int channel(int i) {
    return i / PIXELS % C;
  }

  private static double[] channelMeans(double[] x) {
    double[] means = new double[C];
    for (int i = 0; i < x.length; i++) {
      means[channel(i)] += x[i] / M;
    }
    return means;
  }

  private static double[] channelVariances(double[] x) {
    double[] means = channelMeans(x);
    double[] variances = new double[C];
    for (int i = 0; i < x.length; i++) {
      variances[channel(i)] += Math.pow(x[i] - means[channel(i)], 2) / M;
    }
    return variances;
  }

  @Test
  void batchNormInTrainingUsesTheBatchAndMovesItsRunningValues() {
    OneBlock norm = new OneBlock(new BatchNorm("b", C), C);
    double[] gainAndBias = Passes.normals(2, 2 * C);
    NDArray buffers = manager.create(new double[] {0, 0, 0, 1, 1, 1});
    double[] x = input.toDoubleArray();
    double[] mean = channelMeans(x);
    double[] variance = channelVariances(x);
    double[] expected = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      int c = channel(i);
      expected[i] =
          gainAndBias[c] * (x[i] - mean[c]) / Math.sqrt(variance[c] + 1e-5) + gainAndBias[C + c];
    }
    NDArray out =
        Passes.pass(norm, manager.create(gainAndBias), buffers, input, Phase.TRAINING).head();
    assertArrayEquals(expected, out.toDoubleArray(), 1e-10);
    for (int c = 0; c < C; c++) {
      assertEquals(0.01 * mean[c], buffers.toDoubleArray()[c], 1e-10);
      double unbiased = variance[c] * M / (M - 1);
      assertEquals(0.99 + 0.01 * unbiased, buffers.toDoubleArray()[C + c], 1e-10);
    }
  }

  @Test
  void batchNormFrozenUsesItsRunningValuesAndLeavesThem() {
    OneBlock norm = new OneBlock(new BatchNorm("b", C), C);
    double[] running = {1, 2, 3, 4, 9, 16};
    NDArray buffers = manager.create(running);
    NDArray plain = manager.create(new double[] {1, 1, 1, 0, 0, 0});
    double[] out = Passes.pass(norm, plain, buffers, input, Phase.FROZEN).head().toDoubleArray();
    double[] x = input.toDoubleArray();
    for (int i = 0; i < x.length; i++) {
      int c = channel(i);
      assertEquals((x[i] - running[c]) / Math.sqrt(running[C + c] + 1e-5), out[i], 1e-10);
    }
    assertArrayEquals(running, buffers.toDoubleArray());
  }

  @Test
  void layerNormNormalisesEachExampleAloneAndEachMemberAlone() {
    LayerNorm norm = new LayerNorm("l", C);
    NDArray two = input.concat(input.mul(5).sub(1), 1);
    double[] gainAndBias = Passes.normals(3, 4 * C);
    NDArray flat = manager.create(gainAndBias);
    Pass pass =
        new Pass(
            java.util.List.of(flat.get("0:6"), flat.get("6:12")),
            java.util.List.of(),
            two,
            2,
            Phase.TRAINING);
    double[] out = norm.apply(two, new PassCursor(pass)).toDoubleArray();
    double[] x = two.toDoubleArray();
    int values = C * PIXELS;
    for (int i = 0; i < x.length; i++) {
      double[] mine = Arrays.copyOfRange(x, i / values * values, (i / values + 1) * values);
      double mean = Arrays.stream(mine).average().orElseThrow();
      double variance =
          Arrays.stream(mine).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
      int c = i / PIXELS % (2 * C);
      double normal = (x[i] - mean) / Math.sqrt(variance + 1e-5);
      assertEquals(gainAndBias[c] * normal + gainAndBias[2 * C + c], out[i], 1e-10);
    }
  }

  @Test
  void meansAreTheBatchesInTrainingAndTheRunningOnesWhenFrozen() {
    OneBlock norm = new OneBlock(new MeanOnlyNorm("m", C), C);
    NDArray none = manager.create(new double[0]);
    NDArray buffers = Passes.zeroBuffers(norm, manager);
    NDArray second = input.mul(-2);
    double[] means = channelMeans(input.toDoubleArray());
    double[] x = second.toDoubleArray();
    Passes.pass(norm, none, buffers, input, Phase.INITIALISING);
    assertArrayEquals(means, buffers.toDoubleArray(), 1e-12);
    double[] out = Passes.pass(norm, none, buffers, second, Phase.TRAINING).head().toDoubleArray();
    double[] frozen = Passes.pass(norm, none, buffers, second, Phase.FROZEN).head().toDoubleArray();
    for (int i = 0; i < x.length; i++) {
      double mean = means[channel(i)];
      double running = (0.99 - 0.01 * 2) * mean;
      assertEquals(x[i] + 2 * mean, out[i], 1e-12);
      assertEquals(x[i] - running, frozen[i], 1e-12);
      assertEquals(running, buffers.toDoubleArray()[channel(i)], 1e-12);
    }
  }

  /** What is the same in every pixel of a channel makes no difference, and has no gradient. */
  @Test
  void inTrainingTheGradientFlowsThroughTheMean() {
    OneBlock norm = new OneBlock(new MeanOnlyNorm("m", C), C);
    NDArray none = manager.create(new double[0]);
    double[] gradient =
        Gradient.of(
            input,
            leaf ->
                Passes.pass(norm, none, Passes.zeroBuffers(norm, manager), leaf, Phase.TRAINING)
                    .head()
                    .reshape(2, -1)
                    .sum(new int[] {1}),
            new double[] {1, 1});
    for (double slope : gradient) {
      assertEquals(0, slope, 1e-12);
    }
  }
}
