package alrc.core.model;

import ai.djl.ndarray.NDArray;
import alrc.core.parameter.ParameterLayout;
import java.util.List;

/** A network as a function of its parameters and its input. Settings only; holds no tensors. */
public interface Model {
  /** Names and shapes of the parameters, in the order of the flat vector. */
  ParameterLayout layout();

  /**
   * The initial parameters, a function of the seed alone.
   *
   * @return the flat vector on the host
   */
  float[] initialParameters(long seed);

  /**
   * The forward pass.
   *
   * @param parameters one array per entry of the layout, in order
   * @param input shape (N, {@link #inputChannels}, height, width)
   * @return the prediction, of the shape of the target
   */
  NDArray forward(List<NDArray> parameters, NDArray input);

  /** How many channels the input has. */
  int inputChannels();

  /** Multiply–accumulate operations of one forward pass of one example. */
  long multiplyAccumulates(int height, int width);

  /** How many numbers are trained. */
  default long parameterCount() {
    return layout().size();
  }
}
