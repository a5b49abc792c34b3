package alrc.core.train;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import alrc.core.engine.NativeLibrary;
import java.util.function.Supplier;

/**
 * Back-propagation without DJL's gradient collector, which allows only one per process.
 *
 * <p>This is the only class that uses the engine's internal interface, that of DJL 0.35.1; tests
 * check it.
 */
final class Autograd {
  static {
    NativeHeap.keepFreed();
    NativeLibrary.load(); // every method here needs it
  }

  private Autograd() {}

  /** Runs a computation that is recorded for back-propagation, on this thread. */
  static <T> T recorded(Supplier<T> computation) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(true);
    try {
      return computation.get();
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /**
   * A leaf that shares the storage of {@code values} and has no gradient yet. No old gradient has
   * to be zeroed, so no old value, NaN included, can reach a later step.
   */
  static NDArray leaf(NDArray values) {
    NDArray leaf = values.stopGradient();
    leaf.setRequiresGradient(true);
    return leaf;
  }

  /**
   * Adds the gradient of Σ weights · outputs to every leaf, and frees the graph.
   *
   * @param outputs shape (N), made in a recorded region
   * @param weights shape (N)
   */
  static void backward(NDArray outputs, NDArray weights) {
    JniUtils.backward((PtNDArray) outputs, (PtNDArray) weights, false, false);
  }

  /**
   * How many threads one operation may use: the system property that the launcher sets, else one.
   */
  static int configuredThreads() {
    return Math.max(1, Integer.getInteger("ai.djl.pytorch.num_threads", 1));
  }

  /** Limits the calling thread's operations to the configured number of threads. */
  static void limitThreads() {
    JniUtils.setNumThreads(configuredThreads());
  }
}
