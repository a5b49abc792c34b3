package alrc.core.model;

import ai.djl.ndarray.NDList;
import alrc.core.state.ParameterLayout;

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

  /** Names and shapes of what is kept from step to step but not trained; nothing, if not told. */
  default ParameterLayout buffers() {
    return new ParameterLayout.Builder().build();
  }

  /**
   * How many examples the initialising pass before the first training pass must at least see; 0,
   * for no such pass, if not told.
   */
  default int initialisingExamples() {
    return 0;
  }

  /**
   * The forward pass.
   *
   * @return one prediction per head, each of the shape of its target (N, K·channels, height,
   *     width); the first is the one whose errors are recorded
   */
  NDList forward(Pass pass);

  /** What it is to be trained for. */
  Task task();

  /** How many channels the input has. */
  int inputChannels();

  /** Multiply–accumulate operations of one forward pass of one example. */
  long multiplyAccumulates(int height, int width);

  /** How many predictions a pass makes, each with a loss of its own; their sum is minimised. */
  default int heads() {
    return 1;
  }

  /** What the learning rate is multiplied by for a parameter of the layout; 1, if not told. */
  default double rateFactor(String parameter) {
    return 1;
  }

  /** How many numbers are trained. */
  default long parameterCount() {
    return layout().size();
  }
}
