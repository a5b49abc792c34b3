package alrc.core.model;

import ai.djl.ndarray.NDArray;
import alrc.core.state.ParameterLayout;

/**
 * A block of a network: a function of its parameters, its buffers and its input, for K members side
 * by side (see {@link Pass}). A block has settings only, no tensors.
 */
interface Block {
  /** Appends the parameters, in the order in which {@link #apply} takes them. */
  void declare(ParameterLayout.Builder parameters);

  /** Appends the buffers, which are kept but not trained, in the same order; by default none. */
  default void declareBuffers(ParameterLayout.Builder buffers) {}

  /** Writes the initial parameters in the same order. */
  void initialise(Initialiser initial);

  /**
   * Applies the block.
   *
   * @param input shape (N, K·channels, height, width)
   * @param at gives this block's parameters and buffers
   */
  NDArray apply(NDArray input, PassCursor at);

  /** Height, or width, of the output for that of the input. */
  default int side(int side) {
    return side;
  }

  /** Multiply–accumulate operations for one example whose input has this many pixels. */
  default long multiplyAccumulates(int height, int width) {
    return 0;
  }
}
