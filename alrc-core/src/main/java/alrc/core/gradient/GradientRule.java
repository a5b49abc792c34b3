package alrc.core.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.state.ParameterLayout;
import alrc.core.state.StateReader;
import alrc.core.state.StateWriter;

/**
 * A rule that turns gradients into other gradients, or into an update. Settings only; {@link
 * #start} makes the state.
 */
public interface GradientRule {
  /**
   * Begins a run of the rule.
   *
   * @param layout the parameters on which it will act
   * @param manager owns the state, on its device, and outlives the run
   */
  Running start(ParameterLayout layout, NDManager manager);

  /**
   * This rule in front of the next rules, or around them.
   *
   * @param next the optimizer, with the rules between this one and it
   */
  default GradientRule before(GradientRule next) {
    return Chain.of(this, next);
  }

  /**
   * Whether it acts on the update that the optimizer makes, before the rate, rather than on the
   * gradient.
   */
  default boolean onUpdate() {
    return false;
  }

  /** Whether it sets the moments of the optimizer back to zero from time to time. */
  default boolean resetsMoments() {
    return false;
  }

  /** Whether it acts on the gradient of each example, rather than on their mean. */
  default boolean perExample() {
    return false;
  }

  /** How far ahead of the parameters, up the slope, the gradient is taken; 0 for at them. */
  default double ahead() {
    return 0;
  }

  /** The state of one run. Not safe for more than one thread. */
  interface Running extends AutoCloseable {
    /**
     * Acts on the gradients of the next step. All new arrays belong to the caller's {@code
     * NDScope}.
     */
    void apply(Gradients gradients);

    /** Sets the running means of an optimizer back to their start; other rules do nothing. */
    default void reset() {}

    /**
     * Changes parameters that train into those that are kept and scored, where these differ: for
     * instance into a mean over steps.
     *
     * @param parameters flat, shape (P), after the latest step; changed in place
     */
    default void toKept(NDArray parameters) {}

    /** Saves all that the next step depends on. */
    void save(StateWriter out);

    /** Restores what {@link #save} saved; the settings must be the same. */
    void restore(StateReader in);

    @Override
    void close();
  }
}
