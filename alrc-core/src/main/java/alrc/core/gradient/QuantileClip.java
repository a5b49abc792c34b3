package alrc.core.gradient;

import ai.djl.ndarray.NDManager;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;
import alrc.settings.Preset;

/**
 * Quantile clipping: reduces gradient norms to a limit c that follows a quantile of them.
 *
 * <p>c ← c·exp(−η(b − q)) after each step, where b is 1 if the norm was at most c, else 0. Source:
 * Andrew et al., "Differentially private learning with adaptive clipping", arXiv:1905.03871,
 * section 2.1, without noise. Reads one number a step from the device and keeps one.
 *
 * @param quantile q, in [0, 1]
 * @param gain η, ≥ 0
 * @param start the first c, &gt; 0
 */
public record QuantileClip(
    @Preset(value = "0.5", written = true) double quantile,
    @Preset(value = "0.2", written = true) double gain,
    @Preset(value = "0.1", written = true) double start)
    implements GradientRule {
  public QuantileClip {
    Limits.require(quantile >= 0 && quantile <= 1, "quantile", quantile, "must be in [0, 1]");
    Limits.notNegative("gain", gain);
    Limits.require(start > 0, "start", start, "must be > 0 (.inf switches it off)");
  }

  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(this, layout, manager);
  }

  private static final class State extends NormState {
    private final QuantileClip settings;
    private final Real limit;

    State(QuantileClip settings, ParameterLayout layout, NDManager parent) {
      super(layout, parent);
      this.settings = settings;
      this.limit = real("limit", settings.start);
    }

    @Override
    double clipped(double norm) {
      double limited = Math.min(norm, limit.value);
      double below = norm <= limit.value ? 1 : 0;
      limit.value *= StrictMath.exp(-settings.gain * (below - settings.quantile));
      return limited;
    }
  }
}
