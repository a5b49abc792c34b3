package alrc.core.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;
import alrc.settings.Preset;
import java.util.List;

/**
 * Adaptive gradient clipping, AGC: limits the gradient of each output unit i to a fraction of its
 * weights' norm, ‖g_i‖ ≤ λ·max(‖w_i‖, floor).
 *
 * <p>A unit is a row of a weight tensor's first axis; a vector, such as the biases of a layer, is
 * one as a whole. The final weights are exempt. Source: Brock et al., "High-performance large-scale
 * image recognition without normalization", arXiv:2102.06171, equation 3 and section 4.1.
 *
 * @param fraction λ, &gt; 0
 * @param floor the least norm of weights that the rule assumes, &gt; 0
 */
public record AdaptiveClip(
    @Preset(value = "0.01", written = true) double fraction,
    @Preset(value = "1e-3", written = true) double floor)
    implements GradientRule {
  public AdaptiveClip {
    Limits.positive("fraction", fraction);
    Limits.positive("floor", floor);
  }

  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(this, layout, manager);
  }

  private static final class State extends RuleState {
    private final Partition outputs;
    private final NDArray fraction;
    private final NDArray floor;
    private final NDArray least;

    State(AdaptiveClip settings, ParameterLayout layout, NDManager parent) {
      super(layout, parent);
      this.outputs = Partition.outputs(layout, manager());
      this.fraction = constant(settings.fraction);
      this.floor = constant(settings.floor);
      this.least = manager().create(leastFactors(layout)).toType(layout.type(), false);
    }

    /** 1 for the units of the final weights, whose gradients are not shortened; else 0. */
    private double[] leastFactors(ParameterLayout layout) {
      List<ParameterLayout.Parameter> all = layout.parameters();
      int last = all.size() - 1;
      while (last >= 0 && all.get(last).shape().dimension() < 2) {
        last--;
      }
      double[] least = new double[outputs.units()];
      for (int p = 0, unit = 0; p < all.size(); p++) {
        for (int i = 0; i < outputs.unitsOf(p); i++) {
          least[unit++] = p == last ? 1 : 0;
        }
      }
      return least;
    }

    @Override
    public void apply(Gradients gradients) {
      NDArray limits = outputs.norms(gradients.parameters()).maximum(floor).muli(fraction);
      NDArray factors = limits.divi(outputs.norms(gradients.flat())).maximum(least);
      gradients.flat().muli(outputs.spread(factors.clip(0, 1)));
    }
  }
}
