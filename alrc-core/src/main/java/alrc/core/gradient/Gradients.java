package alrc.core.gradient;

import ai.djl.ndarray.NDArray;
import alrc.core.state.ParameterLayout;

/**
 * The vector that a chain of rules turns from the gradients into the update of the parameters.
 *
 * <p>All parameters are in one flat vector, in the order of {@link #layout}.
 */
public final class Gradients {
  private final ParameterLayout layout;
  private final NDArray parameters;
  private NDArray flat;

  /**
   * Wraps a gradient vector; rules may overwrite it.
   *
   * @param layout names, shapes and offsets
   * @param parameters the flat parameters, shape (P); rules must not change them
   * @param flat the flat gradients, shape (P)
   */
  public Gradients(ParameterLayout layout, NDArray parameters, NDArray flat) {
    this.layout = layout;
    this.parameters = parameters;
    this.flat = flat;
  }

  /** Names, shapes and offsets. */
  public ParameterLayout layout() {
    return layout;
  }

  /** The flat parameters, shape (P). */
  public NDArray parameters() {
    return parameters;
  }

  /** The current flat gradients, shape (P); rules may change them in place. */
  public NDArray flat() {
    return flat;
  }

  /** Replaces the gradients by another vector of the same shape. */
  public void replace(NDArray newFlat) {
    this.flat = newFlat;
  }
}
