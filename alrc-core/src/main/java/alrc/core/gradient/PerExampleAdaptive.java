package alrc.core.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;
import alrc.settings.Preset;

/**
 * Per-example adaptive clipping: gives the gradients of the examples of a batch similar norms below
 * a limit, whatever their own norms are, before their mean is taken.
 *
 * <pre>
 *   g = (1 / N) Σ c · g_i / (‖g_i‖ + r / (‖g_i‖ + r))     (adaptive)
 *   g = (1 / N) Σ c · g_i / (‖g_i‖ + r)                   (automatic)
 * </pre>
 *
 * <p>It acts on every gradient; it has no limit under which it does nothing. What {@link
 * PerExampleClip} says of batches and networks is true of it too.
 *
 * <p>Source: Xia et al., "Differentially private learning with per-sample adaptive clipping",
 * arXiv:2212.00328, Algorithm 1, and for the form automatic Bu et al., "Automatic clipping:
 * differentially private deep learning made easier and stronger", arXiv:2206.07136, both without
 * noise.
 *
 * @param limit c, the norm that no example's gradient reaches, &gt; 0
 * @param stability r, &gt; 0
 * @param form how a norm is divided by itself
 */
public record PerExampleAdaptive(
    @Preset("1") double limit, @Preset("0.1") double stability, @Preset("adaptive") Form form)
    implements GradientRule {
  /** How a norm is divided by itself. */
  public enum Form {
    /** Small gradients keep small weights: the factor is c at a norm of 0. */
    ADAPTIVE,
    /** The smaller a gradient is, the larger its factor: c / r at a norm of 0. */
    AUTOMATIC
  }

  public PerExampleAdaptive {
    Limits.positive("limit", limit);
    Limits.positive("stability", stability);
  }

  @Override
  public boolean perExample() {
    return true;
  }

  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(this, layout, manager);
  }

  private static final class State extends PerExampleState {
    private final Form form;
    private final NDArray limit;
    private final NDArray stability;

    State(PerExampleAdaptive settings, ParameterLayout layout, NDManager parent) {
      super(layout, parent);
      this.form = settings.form;
      this.limit = constant(settings.limit);
      this.stability = constant(settings.stability);
    }

    @Override
    NDArray factors(NDArray norms) {
      NDArray stable = norms.add(stability);
      return limit.div(form == Form.AUTOMATIC ? stable : norms.add(stability.div(stable)));
    }
  }
}
