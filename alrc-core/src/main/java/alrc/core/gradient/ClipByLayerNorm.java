package alrc.core.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;

/**
 * Shortens the gradient of each tensor l to a norm: g_l·min(1, c / ‖g_l‖).
 *
 * <p>Source: as {@link ClipByGlobalNorm}, tensor by tensor.
 *
 * @param limit c, &gt; 0
 */
public record ClipByLayerNorm(double limit) implements GradientRule {
  public ClipByLayerNorm {
    Limits.positive("limit", limit);
  }

  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(limit, layout, manager);
  }

  private static final class State extends RuleState {
    private final Partition tensors;
    private final NDArray limit;
    private final NDArray one;

    State(double limit, ParameterLayout layout, NDManager parent) {
      super(layout, parent);
      this.tensors = Partition.tensors(layout, manager());
      this.limit = constant(limit);
      this.one = constant(1);
    }

    @Override
    public void apply(Gradients gradients) {
      NDArray norms = tensors.norms(gradients.flat());
      gradients.flat().muli(tensors.spread(limit.div(norms).minimum(one)));
    }
  }
}
