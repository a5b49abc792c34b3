package alrc.core.model;

import ai.djl.ndarray.NDArray;
import alrc.core.state.ParameterLayout;
import java.util.ArrayList;
import java.util.List;

/** Blocks that act one after another. */
record Sequence(List<Block> blocks) implements Block {

  Sequence {
    blocks = List.copyOf(blocks);
  }

  static Sequence of(Block... blocks) {
    return new Sequence(List.of(blocks));
  }

  /** Collects blocks in order. */
  static final class Builder {
    private final List<Block> blocks = new ArrayList<>();

    Builder add(Block block) {
      blocks.add(block);
      return this;
    }

    Sequence build() {
      return new Sequence(blocks);
    }
  }

  @Override
  public void declare(ParameterLayout.Builder parameters) {
    blocks.forEach(block -> block.declare(parameters));
  }

  @Override
  public void declareBuffers(ParameterLayout.Builder buffers) {
    blocks.forEach(block -> block.declareBuffers(buffers));
  }

  @Override
  public void initialise(Initialiser initial) {
    blocks.forEach(block -> block.initialise(initial));
  }

  @Override
  public NDArray apply(NDArray input, PassCursor at) {
    NDArray features = input;
    for (Block block : blocks) {
      features = block.apply(features, at);
    }
    return features;
  }

  @Override
  public int side(int side) {
    int now = side;
    for (Block block : blocks) {
      now = block.side(now);
    }
    return now;
  }

  @Override
  public long multiplyAccumulates(int height, int width) {
    long sum = 0;
    int h = height;
    int w = width;
    for (Block block : blocks) {
      sum += block.multiplyAccumulates(h, w);
      h = block.side(h);
      w = block.side(w);
    }
    return sum;
  }
}
