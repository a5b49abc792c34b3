package alrc.core.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;
import alrc.settings.Preset;

/**
 * Clippy: reduces the rate of each tensor so that no entry moves by more than a fraction of itself.
 *
 * <pre>
 *   η ← η · min(1, min_i (λ_rel |w_i| + λ_abs) / (η |u_i|))
 * </pre>
 *
 * <p>u is the whole update, with weight decay. Source: Tang et al., "Improving training stability
 * for multitask ranking models in recommender systems", arXiv:2302.09178, section 4, Algorithm 2.
 *
 * @param relative λ_rel, ≥ 0; ∞ switches it off
 * @param absolute λ_abs, &gt; 0
 */
public record Clippy(@Preset("0.1") double relative, @Preset("1e-7") double absolute)
    implements SurroundingRule {
  public Clippy {
    Limits.require(relative >= 0, "relative", relative, "must be >= 0 (.inf switches it off)");
    Limits.require(absolute > 0, "absolute", absolute, "must be > 0 (.inf switches it off)");
  }

  @Override
  public Running around(GradientRule optimizer, ParameterLayout layout, NDManager manager) {
    boolean off = Double.isInfinite(relative) || Double.isInfinite(absolute);
    return off ? optimizer.start(layout, manager) : new State(this, optimizer, layout, manager);
  }

  private static final class State extends AroundState {
    private final Partition tensors;
    private final NDArray relative;
    private final NDArray absolute;
    private final NDArray one;

    State(Clippy settings, GradientRule optimizer, ParameterLayout layout, NDManager parent) {
      super(optimizer, layout, parent);
      this.tensors = Partition.tensors(layout, manager());
      this.relative = constant(settings.relative);
      this.absolute = constant(settings.absolute);
      this.one = constant(1);
    }

    @Override
    public void apply(Gradients gradients) {
      optimizer().apply(gradients);
      NDArray moves = gradients.flat();
      NDArray limits = gradients.parameters().abs().muli(relative).addi(absolute);
      NDArray divisors = tensors.maxima(moves.abs().divi(limits)).maximum(one);
      moves.divi(tensors.spread(divisors));
    }
  }
}
