package alrc.core.gradient;

import ai.djl.ndarray.NDArray;
import alrc.core.state.ParameterLayout;
import org.jspecify.annotations.Nullable;

/**
 * The vector that a chain of rules turns from the gradients into the update of the parameters.
 *
 * <p>All parameters are in one flat vector, in the order of {@link #layout}.
 */
public final class Gradients {
  private final ParameterLayout layout;
  private final NDArray parameters;
  private NDArray flat;
  private @Nullable NDArray examples;

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

  /**
   * Wraps the gradients of the examples of a batch, whose mean is the gradient.
   *
   * @param layout names, shapes and offsets
   * @param parameters the flat parameters, shape (P); rules must not change them
   * @param examples the flat gradients of the examples, shape (N, P)
   */
  public static Gradients ofExamples(ParameterLayout layout, NDArray parameters, NDArray examples) {
    Gradients gradients = new Gradients(layout, parameters, examples.mean(new int[] {0}));
    gradients.examples = examples;
    return gradients;
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

  /** The gradients of the examples, shape (N, P): of one where only their mean is known. */
  NDArray examples() {
    NDArray known = examples;
    return known == null ? flat.reshape(1, -1) : known;
  }

  /** Replaces the gradients by another vector of the same shape. */
  public void replace(NDArray newFlat) {
    this.flat = newFlat;
  }
}
