package alrc.core.gradient;

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
   * @param layout the parameters that it will see
   * @param manager owns the state, on its device, and outlives the run
   */
  Running start(ParameterLayout layout, NDManager manager);

  /**
   * This rule in front of what follows it, or around it.
   *
   * @param next the optimizer, with the rules between this one and it
   */
  default GradientRule before(GradientRule next) {
    return Chain.of(this, next);
  }

  /** The state of one run. Not safe for more than one thread. */
  interface Running extends AutoCloseable {
    /**
     * Acts on the gradients of the next step. Arrays made on the way belong to the caller's {@code
     * NDScope}.
     */
    void apply(Gradients gradients);

    /** Hands over all that the next step depends on. */
    void save(StateWriter out);

    /** Takes over what {@link #save} handed over; the settings must be the same. */
    void restore(StateReader in);

    @Override
    void close();
  }
}
