package alrc.core.model;

import ai.djl.ndarray.NDArray;
import alrc.core.state.ParameterLayout;

/** A block that keeps the shape, and its input added to its output. */
record Residual(Block block) implements Block {

  @Override
  public void declare(ParameterLayout.Builder parameters) {
    block.declare(parameters);
  }

  @Override
  public void declareBuffers(ParameterLayout.Builder buffers) {
    block.declareBuffers(buffers);
  }

  @Override
  public void initialise(Initialiser initial) {
    block.initialise(initial);
  }

  @Override
  public NDArray apply(NDArray input, PassCursor at) {
    return block.apply(input, at).add(input);
  }

  @Override
  public long multiplyAccumulates(int height, int width) {
    return block.multiplyAccumulates(height, width);
  }
}
