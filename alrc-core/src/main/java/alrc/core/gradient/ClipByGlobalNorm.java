package alrc.core.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;

/**
 * Shortens the whole gradient to a norm: g·min(1, c / ‖g‖).
 *
 * <p>Source: Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural
 * networks", arXiv:1211.5063, Algorithm 1.
 *
 * @param limit c, &gt; 0
 */
public record ClipByGlobalNorm(double limit) implements GradientRule {
  public ClipByGlobalNorm {
    Limits.positive("limit", limit);
  }

  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(limit, layout, manager);
  }

  private static final class State extends RuleState {
    private final NDArray limit;
    private final NDArray one;

    State(double limit, ParameterLayout layout, NDManager parent) {
      super(layout, parent);
      this.limit = constant(limit);
      this.one = constant(1);
    }

    @Override
    public void apply(Gradients gradients) {
      NDArray flat = gradients.flat();
      flat.muli(limit.div(flat.norm()).minimum(one));
    }
  }
}
