package alrc.core.train;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.function.Function;

/**
 * Memory of the engine on one device, for networks that are used and not trained. Safe for any
 * thread; each computation is on the caller's.
 */
public final class Workspace implements AutoCloseable {
  private final NDManager manager;

  private Workspace(NDManager manager) {
    this.manager = manager;
  }

  /** Opens one; a GPU that this process does not have is refused. */
  public static Workspace on(ComputeDevice device) {
    Autograd.limitThreads();
    return new Workspace(NDManager.newBaseManager(device.device(), "PyTorch"));
  }

  /** What lives as long as this. */
  public NDManager manager() {
    return manager;
  }

  /**
   * Computes something; all arrays that are made on the way are closed at the end.
   *
   * @param computation receives the memory of this one computation
   */
  public <T> T compute(Function<NDManager, T> computation) {
    Autograd.limitThreads();
    try (NDManager own = manager.newSubManager();
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      return computation.apply(own);
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
