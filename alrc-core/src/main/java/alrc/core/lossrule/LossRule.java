package alrc.core.lossrule;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.checkpoint.StateReader;
import alrc.core.checkpoint.StateWriter;
import org.jspecify.annotations.Nullable;

/**
 * A rule that acts on losses before they are back-propagated. Settings only; {@link #start} makes
 * the state.
 */
public interface LossRule {
  /**
   * Begins a run of the rule.
   *
   * @param manager owns the state, on its device, and outlives the run
   */
  Running start(NDManager manager);

  /** The state of one run. Not safe for more than one thread. */
  interface Running extends AutoCloseable {
    /**
     * Takes the losses of one step and updates the state; nothing is read back by the host. Arrays
     * made on the way, the verdict's among them, belong to the caller's {@code NDScope}.
     *
     * @param losses detached from any graph, shape (N), float32
     */
    Verdict apply(NDArray losses);

    /** Hands over all that the next step depends on. */
    void save(StateWriter out);

    /** Takes over what {@link #save} handed over; the settings must be the same. */
    void restore(StateReader in);

    @Override
    void close();
  }

  /**
   * What the rule makes of one step's losses.
   *
   * @param factors what each loss's gradient is multiplied by, shape (N), float32
   * @param limit the largest loss that is not clipped, shape (1), float64; null where nothing can
   *     be clipped
   */
  record Verdict(NDArray factors, @Nullable NDArray limit) {}
}
