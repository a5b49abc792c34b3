package alrc.core.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import alrc.core.data.Batch;
import alrc.core.data.BatchSource;
import alrc.core.data.ImageShape;
import alrc.core.model.Model;
import alrc.core.model.Pass;
import alrc.core.state.ParameterLayout;
import java.util.List;

/**
 * The state in which one trial begins, on the host: a function of model, seed and first batch,
 * whatever trials train beside it. A class, not a record: it owns arrays.
 */
final class InitialState {
  private final float[] parameters;
  private final float[] buffers;

  private InitialState(float[] parameters, float[] buffers) {
    this.parameters = parameters;
    this.buffers = buffers;
  }

  /**
   * The initial parameters of a seed and zero buffers; after the initialising pass over the first
   * examples of the trial, if the model has one.
   *
   * @param batch examples per iteration
   */
  static InitialState of(
      Model model, long seed, BatchSource source, int batch, ComputeDevice device) {
    float[] parameters = model.initialParameters(seed);
    float[] buffers = new float[Math.toIntExact(model.buffers().size())];
    int seen = model.initialisingExamples();
    if (seen == 0) {
      return new InitialState(parameters, buffers);
    }
    Batch first = source.batch(seed, 0, Math.max(batch, seen));
    return adapted(model, parameters, buffers, source, first, device);
  }

  private static InitialState adapted(
      Model model,
      float[] parameters,
      float[] buffers,
      BatchSource source,
      Batch batch,
      ComputeDevice device) {
    try (NDManager manager = NDManager.newBaseManager(device.device(), "PyTorch");
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray flat = manager.create(parameters);
      NDArray kept = manager.create(buffers);
      ImageShape seen = source.input();
      Shape shape = new Shape(batch.size(), seen.channels(), seen.height(), seen.width());
      NDArray input = manager.create(batch.input(), shape);
      model.forward(
          new Pass(
              model.layout().views(flat),
              views(model.buffers(), kept),
              input,
              1,
              Pass.Phase.INITIALISING));
      return new InitialState(flat.toFloatArray(), kept.toFloatArray());
    }
  }

  private static List<NDArray> views(ParameterLayout layout, NDArray flat) {
    return layout.parameters().isEmpty() ? List.of() : layout.views(flat);
  }

  /** The flat parameters. Not to be changed. */
  float[] parameters() {
    return parameters;
  }

  /** The flat buffers. Not to be changed. */
  float[] buffers() {
    return buffers;
  }
}
