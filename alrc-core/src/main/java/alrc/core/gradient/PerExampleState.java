package alrc.core.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.state.ParameterLayout;

/** A rule that gives the gradient of each example a factor, and takes their mean. */
abstract class PerExampleState extends RuleState {
  private static final int[] ROWS = {1};
  private static final int[] EXAMPLES = {0};

  PerExampleState(ParameterLayout layout, NDManager parent) {
    super(layout, parent);
  }

  /**
   * The factor of each example's gradient.
   *
   * @param norms of the gradients, shape (N, 1)
   */
  abstract NDArray factors(NDArray norms);

  @Override
  public void apply(Gradients gradients) {
    NDArray examples = gradients.examples();
    NDArray factors = factors(examples.norm(ROWS, true));
    gradients.replace(examples.mul(factors).mean(EXAMPLES));
  }
}
