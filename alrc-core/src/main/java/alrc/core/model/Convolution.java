package alrc.core.model;

import ai.djl.ndarray.NDArray;
import alrc.core.state.ParameterLayout;

/**
 * A convolution with weights and biases, the latter zero at first.
 *
 * @param name prefix of its two parameters
 */
record Convolution(String name, Filter filter) implements Block {

  @Override
  public void declare(ParameterLayout.Builder parameters) {
    parameters.add(name + ".weight", filter.out(), filter.in(), filter.kernel(), filter.kernel());
    parameters.add(name + ".bias", filter.out());
  }

  @Override
  public void initialise(Initialiser initial) {
    initial.weights(filter.weights(), filter.fans());
    initial.constant(filter.out(), 0);
  }

  @Override
  public NDArray apply(NDArray input, PassCursor at) {
    return filter.apply(input, at.parameter(), at.parameter(), at.members());
  }

  @Override
  public int side(int side) {
    return filter.side(side);
  }

  @Override
  public long multiplyAccumulates(int height, int width) {
    return filter.multiplyAccumulates(height, width);
  }
}
