package alrc.core.loss;

import ai.djl.ndarray.NDArray;
import java.util.OptionalDouble;

/**
 * The distance of predictions from their targets: a mean over pixels and channels, times a factor.
 * A loss has no state; stabilisers are separate rules.
 */
public interface Loss {
  /**
   * The error of every pixel and channel, without the factor.
   *
   * @param prediction shape (N, …)
   * @param target the same shape
   * @return the same shape
   */
  NDArray errors(NDArray prediction, NDArray target);

  /** The factor of the mean, &gt; 0. */
  default double scale() {
    return 1;
  }

  /**
   * The factor of the mean squared error that a loss is, for every prediction; empty if it is
   * another function of predictions and targets.
   */
  default OptionalDouble squaredErrorFactor() {
    return OptionalDouble.empty();
  }

  /** The summands of which an example's loss is the mean: the errors with the factor. */
  default NDArray summands(NDArray prediction, NDArray target) {
    NDArray errors = errors(prediction, target);
    return scale() == 1 ? errors : errors.mul(scale());
  }

  /**
   * One loss per example.
   *
   * @param prediction shape (N, …)
   * @param target the same shape
   * @return shape (N)
   */
  default NDArray perExample(NDArray prediction, NDArray target) {
    NDArray errors = errors(prediction, target).reshape(prediction.getShape().get(0), -1);
    NDArray mean = errors.mean(new int[] {1});
    return scale() == 1 ? mean : mean.mul(scale());
  }
}
