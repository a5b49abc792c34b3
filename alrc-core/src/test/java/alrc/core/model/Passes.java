package alrc.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import alrc.core.random.Randomness;
import alrc.core.state.ParameterLayout;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Random float64 arrays, and passes through single blocks, for tests. */
final class Passes {
  private Passes() {}

  static double[] normals(int seed, int count) {
    SplittableRandom random = Randomness.of(seed, "test");
    double[] values = new double[count];
    Arrays.setAll(values, i -> Randomness.normal(random));
    return values;
  }

  static NDArray random(NDManager manager, int seed, long... shape) {
    Shape wanted = new Shape(shape);
    return manager.create(normals(seed, (int) wanted.size()), wanted);
  }

  /** A model of one block. */
  record OneBlock(Block block, int inputChannels) implements Model {
    @Override
    public ParameterLayout layout() {
      ParameterLayout.Builder layout = new ParameterLayout.Builder();
      block.declare(layout);
      return layout.build();
    }

    @Override
    public ParameterLayout buffers() {
      ParameterLayout.Builder layout = new ParameterLayout.Builder();
      block.declareBuffers(layout);
      return layout.build();
    }

    @Override
    public float[] initialParameters(long seed) {
      float[] flat = new float[Math.toIntExact(layout().size())];
      block.initialise(new Initialiser(InitialWeights.NORMAL, seed, flat));
      return flat;
    }

    @Override
    public NDList forward(Pass pass) {
      return new NDList(block.apply(pass.input(), new PassCursor(pass)));
    }

    @Override
    public Task task() {
      return new Task.Supersampling();
    }

    @Override
    public long multiplyAccumulates(int height, int width) {
      return block.multiplyAccumulates(height, width);
    }
  }

  static NDArray zeroBuffers(Model model, NDManager manager) {
    return manager.create(new double[Math.toIntExact(model.buffers().size())]);
  }

  /** The views of a flat vector, none of an empty one. */
  static List<NDArray> views(ParameterLayout layout, NDArray flat) {
    return layout.parameters().isEmpty() ? List.of() : layout.views(flat);
  }

  static NDList pass(
      Model model, NDArray parameters, NDArray buffers, NDArray input, Pass.Phase phase) {
    return model.forward(
        new Pass(
            views(model.layout(), parameters), views(model.buffers(), buffers), input, 1, phase));
  }
}
