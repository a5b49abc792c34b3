package alrc.jobs.complete;

import alrc.core.complete.CompletionBatches;
import alrc.core.train.ComputeDevice;
import alrc.jobs.storage.Storage;
import alrc.stem.baseline.Baseline;
import alrc.stem.baseline.Baselines;
import java.io.Closeable;
import java.io.IOException;

/** Completes examples with a network, in batches, or with a baseline. Not thread-safe. */
public interface Completer extends Closeable {
  /**
   * Adds an example.
   *
   * @param sink receives its completion in this call or in a later one
   */
  void add(PartialExample example, CompletionBatches.Sink sink) throws IOException;

  /** Completes all that waits. */
  void flush() throws IOException;

  /** Loads a model unless this process has it. */
  static Completer of(
      Storage storage, ModelRef model, CompletionBatches.Plan plan, ComputeDevice device)
      throws IOException {
    return model.kind() == ModelRef.Kind.BASELINE
        ? new ByBaseline(Baselines.named(model.address()))
        : new ByNetwork(LoadedModels.use(storage, model, device), plan);
  }

  /** A baseline completes each example at once. */
  record ByBaseline(Baseline baseline) implements Completer {
    @Override
    public void add(PartialExample example, CompletionBatches.Sink sink) throws IOException {
      sink.accept(example.completion(baseline));
    }

    @Override
    public void flush() {
      // Nothing waits.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  /** A network completes batches. */
  final class ByNetwork implements Completer {
    private final LoadedModels.Use use;
    private final CompletionBatches batches;

    ByNetwork(LoadedModels.Use use, CompletionBatches.Plan plan) {
      this.use = use;
      this.batches = new CompletionBatches(use.network(), plan);
    }

    @Override
    public void add(PartialExample example, CompletionBatches.Sink sink) throws IOException {
      batches.add(
          example.input(),
          example.mask().weights(),
          example.mask().height(),
          example.mask().width(),
          sink);
    }

    @Override
    public void flush() throws IOException {
      batches.flush();
    }

    @Override
    public void close() {
      use.close();
    }
  }
}
