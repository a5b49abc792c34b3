package alrc.core.conformance;

import ai.djl.ndarray.types.DataType;
import alrc.core.random.Randomness;
import alrc.core.state.ParameterLayout;
import java.util.SplittableRandom;

/** What every vector starts from: parameters, and gradients and losses with spikes. */
final class Inputs {
  static final int STEPS = 35;
  static final int BATCH = 4;

  private Inputs() {}

  static ParameterLayout layout(DataType type) {
    return new ParameterLayout.Builder()
        .of(type)
        .add("first.weight", 2, 2)
        .add("first.bias", 2)
        .add("last.weight", 2, 1)
        .build();
  }

  static double[] parameters() {
    return new double[] {0.5, -0.25, 0.125, 1, -0.75, 0.0625, -1.5, 0.375};
  }

  /** In thousandths, so that their decimal form is short; every seventh step is a spike. */
  static double[][] gradients() {
    SplittableRandom random = Randomness.of(1, "gradients");
    double[][] all = new double[STEPS][Reference.SIZE];
    for (int t = 0; t < STEPS; t++) {
      double size = 400 * Math.exp(0.4 * Randomness.normal(random)) * (t % 7 == 6 ? 15 : 1);
      for (int i = 0; i < Reference.SIZE; i++) {
        all[t][i] = Math.rint(size * (Randomness.normal(random) + 0.3)) / 1000;
      }
    }
    return all;
  }

  /**
   * The gradients of the examples of a step, one after another: those of this step, of nine steps
   * later and so on, from the first step again after the last.
   */
  static double[] examples(int step, int count) {
    double[][] all = gradients();
    double[] examples = new double[count * Reference.SIZE];
    for (int n = 0; n < count; n++) {
      double[] own = all[(step + 9 * n) % STEPS];
      System.arraycopy(own, 0, examples, n * Reference.SIZE, Reference.SIZE);
    }
    return examples;
  }

  /** Whether the gradient of a step is finite, for rules that ask. */
  static boolean finite(int step) {
    return step % 7 != 6;
  }

  /** Losses of the examples of a batch, in thousandths; every seventh step has a spike. */
  static double[][] losses() {
    SplittableRandom random = Randomness.of(2, "losses");
    double[][] all = new double[STEPS][BATCH];
    for (int t = 0; t < STEPS; t++) {
      for (int i = 0; i < BATCH; i++) {
        double size = 1000 * Math.exp(0.5 * Randomness.normal(random));
        all[t][i] = (1 + Math.rint(size * (t % 7 == 6 && i == t % BATCH ? 20 : 1))) / 1000;
      }
    }
    return all;
  }
}
