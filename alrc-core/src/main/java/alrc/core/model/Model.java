package alrc.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import alrc.core.state.ParameterLayout;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A network as a function of its parameters and its input. A model has settings only, no tensors.
 */
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
   * Names and shapes of the buffers, which are kept from step to step but not trained; by default
   * none.
   */
  default ParameterLayout buffers() {
    return new ParameterLayout.Builder().build();
  }

  /**
   * The least number of examples of the initialising pass before the first training pass; 0, the
   * default, if there is no such pass.
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

  /**
   * The parameters for passes of the phase {@link Pass.Phase#FINISHED}: what depends on them alone
   * is computed once.
   *
   * @param parameters one array per entry of the layout; unchanged
   * @return one array per entry, by default the same
   */
  default List<NDArray> finished(List<NDArray> parameters) {
    return parameters;
  }

  /**
   * Whether the prediction for an example depends on that example alone, in training too; by
   * default where no running values are kept.
   */
  default boolean keepsExamplesApart() {
    return buffers().parameters().isEmpty();
  }

  /**
   * The layers between which gradients can be rounded and scaled: their names, in order. The
   * parameters of a layer have names that begin with its name and a dot. By default none, where the
   * network is no chain of layers.
   */
  default List<String> layers() {
    return List.of();
  }

  /**
   * The forward pass as one function per layer, to be applied one after another.
   *
   * @return as many as {@link #layers}
   */
  default List<UnaryOperator<NDArray>> layered(Pass pass) {
    return List.of();
  }

  /** How it fills scans before it completes them; by default not. */
  default Fill fill() {
    return Fill.NONE;
  }

  /** The task for which it is trained. */
  Task task();

  /** How many channels the input has. */
  int inputChannels();

  /** Multiply–accumulate operations of one forward pass of one example. */
  long multiplyAccumulates(int height, int width);

  /** The number of predictions of a pass; training minimises the sum of their losses. */
  default int heads() {
    return 1;
  }

  /** The factor of the learning rate for a parameter of the layout; by default 1. */
  default double rateFactor(String parameter) {
    return 1;
  }

  /** How many numbers are trained. */
  default long parameterCount() {
    return layout().size();
  }
}
