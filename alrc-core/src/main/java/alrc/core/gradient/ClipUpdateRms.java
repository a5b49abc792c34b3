package alrc.core.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;
import alrc.settings.Preset;
import java.util.Arrays;

/**
 * Limits the root mean square of each tensor's update: u ← u / max(1, RMS(u) / d).
 *
 * <p>u is what the optimizer makes of the gradient, before weight decay that is decoupled and
 * before the rate. Source: Shazeer and Stern, "Adafactor: adaptive learning rates with sublinear
 * memory cost", arXiv:1804.04235, section 6.
 *
 * @param limit d, &gt; 0; ∞ switches it off
 */
public record ClipUpdateRms(@Preset("1") double limit) implements GradientRule {
  public ClipUpdateRms {
    Limits.require(limit > 0, "limit", limit, "must be > 0 (.inf switches it off)");
  }

  @Override
  public boolean onUpdate() {
    return true;
  }

  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(limit, layout, manager);
  }

  private static final class State extends RuleState {
    private final Partition tensors;
    private final NDArray shares;
    private final NDArray one;

    State(double limit, ParameterLayout layout, NDManager parent) {
      super(layout, parent);
      this.tensors = Partition.tensors(layout, manager());
      double[] factors = tensors.sizes();
      Arrays.setAll(factors, i -> 1 / (limit * StrictMath.sqrt(factors[i])));
      this.shares = manager().create(factors).toType(layout.type(), false);
      this.one = constant(1);
    }

    @Override
    public void apply(Gradients gradients) {
      NDArray divisors = tensors.norms(gradients.flat()).muli(shares).maximum(one);
      gradients.flat().divi(tensors.spread(divisors));
    }
  }
}
