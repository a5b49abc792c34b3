package alrc.core.complete;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import alrc.core.train.ComputeDevice;
import alrc.core.train.Workspace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;

/**
 * A TorchScript module of any origin: float32 (N, 2, height, width) in; (N, 1, height, width) out,
 * or a tuple that begins with it.
 */
public final class ScriptNetwork implements CompletionNetwork {
  private final Workspace workspace;
  private final Model module;
  private final int side;

  private ScriptNetwork(Workspace workspace, Model module, int side) {
    this.workspace = workspace;
    this.module = module;
    this.side = side;
  }

  /**
   * Loads a module.
   *
   * @param bytes of the file that {@code torch.jit.save} wrote
   * @param side height and width of the scans that it takes; 0 for any
   * @throws UnusableNetworkException if it is no such file
   */
  public static ScriptNetwork open(byte[] bytes, int side, ComputeDevice device) {
    Workspace workspace = Workspace.on(device);
    Model module = Model.newInstance("completion", workspace.manager().getDevice(), "PyTorch");
    try {
      module.load(new ByteArrayInputStream(bytes));
      return new ScriptNetwork(workspace, module, side);
    } catch (IOException | MalformedModelException | EngineException foreign) {
      module.close();
      workspace.close();
      throw new UnusableNetworkException(
          "is no TorchScript module that this version of PyTorch can load (" + first(foreign) + ")",
          foreign);
    }
  }

  private static String first(Exception failure) {
    String message = String.valueOf(failure.getMessage());
    return message
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .findFirst()
        .orElse("");
  }

  @Override
  public int side() {
    return side;
  }

  @Override
  public float[] complete(float[] input, int count, int height, int width) {
    return workspace.compute(memory -> completed(memory, input, count, height, width));
  }

  private float[] completed(NDManager memory, float[] input, int count, int height, int width) {
    NDArray scans = memory.create(input, new Shape(count, CHANNELS, height, width));
    NDArray first = forward(memory, scans);
    Shape expected = new Shape(count, 1, height, width);
    if (!first.getShape().equals(expected)) {
      throw new UnusableNetworkException(
          String.format(
              Locale.ROOT,
              "returns %s for an input of %s; it must return %s",
              first.getShape(),
              scans.getShape(),
              expected));
    }
    if (first.getDataType() != DataType.FLOAT32) {
      throw new UnusableNetworkException(
          "returns " + first.getDataType() + "; it must return float32");
    }
    return first.toFloatArray();
  }

  private NDArray forward(NDManager memory, NDArray scans) {
    try {
      NDList output =
          module.getBlock().forward(new ParameterStore(memory, false), new NDList(scans), false);
      if (output.isEmpty()) {
        throw new UnusableNetworkException("returns nothing; it must return an image");
      }
      return output.get(0);
    } catch (EngineException | UnsupportedOperationException refused) {
      throw new UnusableNetworkException(
          "cannot complete an input of " + scans.getShape() + " (" + first(refused) + ")", refused);
    }
  }

  @Override
  public void close() {
    module.close();
    workspace.close();
  }
}
