package alrc.core.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;

/**
 * Per-example clipping: shortens the gradient of each example of a batch to a norm before their
 * mean is taken.
 *
 * <pre>
 *   g = (1 / N) Σ g_i · min(1, c / ‖g_i‖),  i = 1 … N, g_i the gradient of example i
 * </pre>
 *
 * <p>It must be the first rule, and needs a batch of two or more: at batch 1 it is {@link
 * ClipByGlobalNorm}. Networks that normalise over the batch have no gradients of examples. The
 * examples of a batch are trained side by side as the trials of a cohort are, with stacked
 * convolutions and the same weights, so that a step with a limit that no example reaches equals a
 * step without one up to the order of summation, and equals a step with a limit of ∞ bit for bit.
 *
 * <p>Source: Abadi et al., "Deep learning with differential privacy", arXiv:1607.00133, Algorithm
 * 1, without noise.
 *
 * @param limit c, &gt; 0; ∞ clips nothing
 */
public record PerExampleClip(double limit) implements GradientRule {
  public PerExampleClip {
    Limits.require(limit > 0, "limit", limit, "must be > 0 (.inf clips nothing)");
  }

  @Override
  public boolean perExample() {
    return true;
  }

  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(limit, layout, manager);
  }

  private static final class State extends PerExampleState {
    private final NDArray limit;
    private final NDArray one;

    State(double limit, ParameterLayout layout, NDManager parent) {
      super(layout, parent);
      this.limit = constant(limit);
      this.one = constant(1);
    }

    @Override
    NDArray factors(NDArray norms) {
      return limit.div(norms).minimum(one);
    }
  }
}
