package alrc.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import alrc.core.state.ParameterLayout;

/** max(x, 0). */
record Relu() implements Block {

  @Override
  public void declare(ParameterLayout.Builder parameters) {
    // has no parameters
  }

  @Override
  public void initialise(Initialiser initial) {
    // has no parameters
  }

  @Override
  public NDArray apply(NDArray input, PassCursor at) {
    return Activation.relu(input);
  }
}
