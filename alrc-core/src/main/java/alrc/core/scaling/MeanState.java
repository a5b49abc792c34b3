package alrc.core.scaling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.schedule.Course;
import alrc.core.state.ParameterLayout;

/**
 * The state of a rule that keeps a running mean of the gradient, m ← β m + (1 − β) g, whose decay
 * follows a schedule.
 *
 * <p>It keeps M = m / (1 − β), which takes one pass over memory less per step; where β changes, M
 * is rescaled in the same pass. The correction of the bias divides by one minus the product of all
 * β, which is 1 − β^t for a constant one.
 */
abstract class MeanState extends MomentState {
  private final Course schedule;
  private final NDArray first;
  private final NDArray sum;
  private final Count steps = count("step");
  private final Real product = real("beta1-product", 1);
  private final Real beta;

  MeanState(Course beta1, ParameterLayout layout, NDManager parent) {
    super(layout, parent);
    this.schedule = beta1;
    this.first = constant(beta1.at(0));
    this.sum = vector("mean");
    this.beta = real("beta1", beta1.at(0));
  }

  /** The schedule of β goes on. */
  @Override
  public void reset() {
    long passed = steps.value;
    super.reset();
    steps.value = passed;
  }

  /** Adds the gradient of the next step, without changing it. */
  final void add(NDArray gradient) {
    double before = beta.value;
    beta.value = schedule.at(steps.value);
    steps.value++;
    product.value *= beta.value;
    if (beta.value == before && before == schedule.at(0)) {
      sum.muli(first);
    } else {
      sum.muli(beta.value == before ? before : beta.value * (1 - before) / (1 - beta.value));
    }
    sum.addi(gradient);
  }

  /** M, which belongs to the state. */
  final NDArray sum() {
    return sum;
  }

  /** The factor that makes the mean of M, 1 − β. */
  final double gain() {
    return 1 - beta.value;
  }

  /** The factor that makes the mean without bias of M. */
  final double corrected() {
    return (1 - beta.value) / (1 - product.value);
  }

  /** β of the last step. */
  final double beta() {
    return beta.value;
  }

  /** The number of steps so far. */
  final long steps() {
    return steps.value;
  }
}
