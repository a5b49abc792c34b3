package alrc.core.conformance;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Rules that act on the gradients of examples, which follow each other in one vector. */
final class PerExampleReferences {
  private PerExampleReferences() {}

  /** The mean of the gradients, each times a factor that depends on its norm. */
  static Reference mean(DoubleUnaryOperator factor) {
    return (gradients, parameters) -> {
      double[] mean = new double[Reference.SIZE];
      int examples = gradients.length / Reference.SIZE;
      for (int n = 0; n < examples; n++) {
        int from = n * Reference.SIZE;
        double[] own = Arrays.copyOfRange(gradients, from, from + Reference.SIZE);
        double share = factor.applyAsDouble(Reference.norm(own)) / examples;
        for (int i = 0; i < mean.length; i++) {
          mean[i] += share * own[i];
        }
      }
      return mean;
    };
  }
}
