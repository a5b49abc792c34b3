package alrc.core.gradient;

import ai.djl.ndarray.NDArray;
import alrc.core.state.ParameterLayout;

/**
 * What is about to be subtracted from the parameters: at first the gradients, after the last rule
 * of a chain the update.
 *
 * <p>All parameters stand in one flat vector; {@link #layout} says where each one is.
 */
public final class Gradients {
  private final ParameterLayout layout;
  private final NDArray parameters;
  private NDArray flat;

  /**
   * Wraps a gradient vector; rules may overwrite it.
   *
   * @param layout names and places
   * @param parameters the flat parameters, shape (P), to be read only
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

  /** The flat gradients as they stand now, shape (P); may be changed in place. */
  public NDArray flat() {
    return flat;
  }

  /** Puts another vector of the same shape in place of the gradients. */
  public void replace(NDArray newFlat) {
    this.flat = newFlat;
  }
}
