package alrc.core.lossrule;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.state.StateReader;
import alrc.core.state.StateWriter;
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

  /**
   * The same rule with a threshold of ∞ deviations, which clips nothing: the baseline of its
   * effect. The rule itself where it has no such threshold.
   */
  default LossRule withoutClipping() {
    return this;
  }

  /**
   * A rule that trains like this one, bit for bit, without the settings that cannot act: two rules
   * whose acting rules are equal have the same results. The rule itself where all of it may act.
   */
  default LossRule acting() {
    return this;
  }

  /** Steps between two snapshots to which the rule may go back; 0 if it never does. */
  default long snapshotEvery() {
    return 0;
  }

  /**
   * The fraction of the gradients between layers that may underflow, for a rule that gives each
   * layer a scale; 0 for rules that do not.
   */
  default double underflow() {
    return 0;
  }

  /** The losses on which the rule acts. */
  default Grain grain() {
    return Grain.EXAMPLE;
  }

  /** What counts as one loss. */
  enum Grain {
    /** One per example. */
    EXAMPLE,
    /** The summands of which an example's loss is the mean, for instance one per pixel. */
    SUMMAND
  }

  /** The state of one run. Not safe for more than one thread. */
  interface Running extends AutoCloseable {
    /**
     * Judges the losses of one step and updates the state. The host reads nothing back unless the
     * rule's description says so. All new arrays, those of the verdict too, belong to the caller's
     * {@code NDScope}.
     *
     * @param losses detached from any graph, shape (N), or (N, S) for the S summands of each
     *     example, float32 or float64
     */
    Verdict apply(NDArray losses);

    /**
     * The losses after the rule, on which the next rule acts.
     *
     * @param losses those that {@link #apply} received
     * @param verdict that of {@link #apply}
     */
    default NDArray values(NDArray losses, Verdict verdict) {
      return losses.mul(verdict.factors());
    }

    /**
     * An additional factor of all losses of the step; the gradient is divided by it before any
     * other use. Called after {@link #apply}. If a model has several heads, each with a run of the
     * same rule, all of them agree.
     */
    default double scale() {
      return 1;
    }

    /**
     * Whether the step is applied; if not, parameters and gradient rules do not change. Called once
     * a step, after back-propagation.
     *
     * @param gradient flat, already divided by {@link #scale}
     */
    default boolean accepts(NDArray gradient) {
      return true;
    }

    /**
     * Whether parameters, buffers and gradient rules go back to their latest snapshot, so that the
     * batches since have no effect. Called after {@link #apply}; such a step is not applied.
     */
    default boolean rewinds() {
      return false;
    }

    /** Saves all that the next step depends on. */
    void save(StateWriter out);

    /** Restores what {@link #save} saved; the settings must be the same. */
    void restore(StateReader in);

    @Override
    void close();
  }

  /**
   * The decision of a rule on one step's losses.
   *
   * @param factors the factor of each loss's gradient, of the shape and type of the losses
   * @param limit the largest loss that is not clipped, shape (1), float64; null where nothing can
   *     be clipped
   * @param clipped the fraction of each example's losses that was clipped, shape (N), float32; null
   *     where that is 1 for a loss over the limit and 0 for any other
   */
  record Verdict(NDArray factors, @Nullable NDArray limit, @Nullable NDArray clipped) {
    /** Losses over the limit are clipped, others are not. */
    public Verdict(NDArray factors, @Nullable NDArray limit) {
      this(factors, limit, null);
    }
  }
}
