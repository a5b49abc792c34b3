package alrc.core.complete;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import alrc.core.model.Fill;
import alrc.core.model.Model;
import alrc.core.model.ModelSettings;
import alrc.core.model.Pass;
import alrc.core.model.Task;
import alrc.core.state.ParameterFile;
import alrc.core.state.ParameterLayout;
import alrc.core.state.UnusableStateException;
import alrc.core.study.RecordedModel;
import alrc.core.train.ComputeDevice;
import alrc.core.train.Workspace;
import alrc.settings.SettingMistake;
import java.util.List;

/** A network whose parameters a sweep kept. Its running means are subtracted as they are. */
public final class KeptNetwork implements CompletionNetwork {
  private static final String CONFIG = "config";

  private final Workspace workspace;
  private final Model model;
  private final int side;
  private final List<NDArray> parameters;
  private final List<NDArray> buffers;

  private KeptNetwork(Workspace workspace, Model model, int side, ParameterFile file) {
    this.workspace = workspace;
    this.model = model;
    this.side = side;
    this.parameters = finished(views(model.layout(), file));
    this.buffers = views(model.buffers(), file);
  }

  private List<NDArray> finished(List<NDArray> views) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      List<NDArray> finished = model.finished(views);
      finished.forEach(NDScope::unregister);
      return finished;
    }
  }

  private List<NDArray> views(ParameterLayout layout, ParameterFile file) {
    return layout.parameters().isEmpty()
        ? List.of()
        : layout.views(workspace.manager().create(file.flat(layout)));
  }

  /**
   * Builds a network.
   *
   * @param bytes of a sweep's {@code models/TRIAL.safetensors}
   * @throws UnusableNetworkException if it is no such file, damaged, or another network
   */
  public static KeptNetwork open(byte[] bytes, ComputeDevice device) {
    ParameterFile file = file(bytes);
    Model model = model(file);
    if (!(model.task() instanceof Task.Completion completion)) {
      throw new UnusableNetworkException(
          "contains a super-sampling network; completing needs one of model kind partial-scan");
    }
    Workspace workspace = Workspace.on(device);
    try {
      file.refuseOthers(model.layout(), model.buffers());
      return new KeptNetwork(workspace, model, completion.side(), file);
    } catch (UnusableStateException foreign) {
      workspace.close();
      throw new UnusableNetworkException(
          "its arrays do not fit its settings (" + foreign.getMessage() + ")", foreign);
    }
  }

  private static ParameterFile file(byte[] bytes) {
    try {
      return ParameterFile.of(bytes);
    } catch (UnusableStateException foreign) {
      throw new UnusableNetworkException(
          "is not a complete safetensors file (" + foreign.getMessage() + ")", foreign);
    }
  }

  private static Model model(ParameterFile file) {
    String config = file.texts().get(CONFIG);
    if (config == null) {
      throw new UnusableNetworkException(
          "is not of a sweep: its metadata has no 'config', which says how to build the network");
    }
    try {
      ModelSettings settings = RecordedModel.of(config, CONFIG);
      return settings.network(1);
    } catch (SettingMistake unread) {
      String version = file.texts().getOrDefault("code_version", "unknown");
      throw new UnusableNetworkException(
          "was written by version "
              + version
              + " with settings that this version cannot use ("
              + unread.getMessage()
              + ")",
          unread);
    }
  }

  @Override
  public int side() {
    return side;
  }

  @Override
  public Fill fill() {
    return model.fill();
  }

  @Override
  public float[] complete(float[] input, int count, int height, int width) {
    return workspace.compute(memory -> completed(memory, input, count, height, width));
  }

  private float[] completed(NDManager memory, float[] input, int count, int height, int width) {
    NDArray scans = memory.create(input, new Shape(count, CHANNELS, height, width));
    Pass pass = new Pass(parameters, buffers, scans, 1, Pass.Phase.FINISHED);
    return model.forward(pass).get(0).toFloatArray();
  }

  @Override
  public void close() {
    workspace.close();
  }
}
