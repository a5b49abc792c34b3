package alrc.core.loss;

import ai.djl.ndarray.NDArray;

/** How far predictions are from their targets. Stateless; never holds a stabiliser. */
public interface Loss {
  /**
   * One loss per example.
   *
   * @param prediction shape (N, …)
   * @param target the same shape
   * @return shape (N)
   */
  NDArray perExample(NDArray prediction, NDArray target);
}
