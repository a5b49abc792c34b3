package alrc.core.train;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;

/** Back-propagation for tests of other packages. */
public final class Gradient {
  private Gradient() {}

  /**
   * The gradient of Σ weights · outputs.
   *
   * @param at float64, where it is taken
   * @param outputs makes shape (N) of a leaf
   * @param weights N numbers
   */
  public static double[] of(NDArray at, UnaryOperator<NDArray> outputs, double[] weights) {
    NDArray leaf = Autograd.leaf(at);
    NDArray made = Autograd.recorded(() -> outputs.apply(leaf));
    Autograd.backward(made, at.getManager().create(weights));
    return leaf.getGradient().toDoubleArray();
  }

  /**
   * The gradient of Σ outputs, as an array.
   *
   * @param at where it is taken
   * @param outputs makes any shape (N) of a leaf
   */
  public static NDArray ofSum(NDArray at, UnaryOperator<NDArray> outputs) {
    NDArray leaf = Autograd.leaf(at);
    NDArray made = Autograd.recorded(() -> outputs.apply(leaf));
    Autograd.backward(made, made.onesLike());
    return leaf.getGradient();
  }
}
