package alrc.core.gradient;

import ai.djl.ndarray.NDManager;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;
import alrc.settings.Preset;

/**
 * ZClip: reduces a gradient norm x that is far over the running mean of norms, in deviations.
 *
 * <pre>
 *   the first 25 norms: nothing is clipped; μ and σ² become their mean and population variance
 *   z = (x − μ) / (σ + 1e-6)
 *   if z &gt; z*: x_c = μ + (z*² / z)·σ (reciprocal) or μ + z*·σ (percentile), else x_c = x
 *   μ ← αμ + (1 − α) x_c      σ² ← ασ² + (1 − α)(x_c − μ)², with the new μ
 * </pre>
 *
 * <p>Source: Kumar et al., "ZClip: adaptive spike mitigation for LLM pre-training",
 * arXiv:2504.02507, Algorithm 1. The authors' code also caps every norm, from the first on. Reads
 * one number a step from the device and keeps two.
 *
 * @param deviations z*, &gt; 0; ∞ switches off all but the cap
 * @param decay α, in [0, 1)
 * @param mode how far a norm is reduced
 * @param maxNorm the cap, &gt; 0; ∞ is none
 * @param skipOnSpike whether a norm over the threshold leaves μ and σ² as they are; the {@code
 *     skip_update_on_spike} of the authors' code
 */
public record ZClip(
    @Preset(value = "2.5", written = true) double deviations,
    @Preset(value = "0.97", written = true) double decay,
    @Preset(value = "reciprocal", written = true) Mode mode,
    @Preset(value = ".inf", written = true) double maxNorm,
    @Preset("false") boolean skipOnSpike)
    implements GradientRule {
  /** How many norms are measured before any is clipped. */
  public static final int MEASURED = 25;

  private static final double EPSILON = 1e-6;

  /** How far a norm over the threshold is reduced. */
  public enum Mode {
    /** More, the larger the norm is. */
    RECIPROCAL,
    /** To the threshold: ALRC's rule, on gradient norms. */
    PERCENTILE
  }

  public ZClip {
    Limits.require(deviations > 0, "deviations", deviations, "must be > 0 (.inf switches it off)");
    Limits.decay("decay", decay);
    Limits.require(maxNorm > 0, "max-norm", maxNorm, "must be > 0 (.inf is none)");
  }

  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(this, layout, manager);
  }

  private static final class State extends NormState {
    private final ZClip settings;
    private final Count measured = count("measured");
    private final Real mean = real("mean", 0);
    private final Real variance = real("variance", 0);

    State(ZClip settings, ParameterLayout layout, NDManager parent) {
      super(layout, parent);
      this.settings = settings;
    }

    @Override
    double clipped(double norm) {
      if (measured.value < MEASURED) {
        measure(norm);
        return Math.min(norm, settings.maxNorm);
      }
      double sigma = StrictMath.sqrt(variance.value);
      double z = (norm - mean.value) / (sigma + EPSILON);
      double limited = norm;
      if (z > settings.deviations) {
        double limit = settings.deviations;
        limited =
            mean.value + (settings.mode == Mode.PERCENTILE ? limit : limit * limit / z) * sigma;
      }
      if (z <= settings.deviations || !settings.skipOnSpike) {
        learn(limited);
      }
      return Math.min(limited, settings.maxNorm);
    }

    /** Mean and variance of the norms so far: Welford's update. */
    private void measure(double norm) {
      measured.value++;
      double before = norm - mean.value;
      mean.value += before / measured.value;
      variance.value += (before * (norm - mean.value) - variance.value) / measured.value;
    }

    private void learn(double limited) {
      double decay = settings.decay;
      mean.value = decay * mean.value + (1 - decay) * limited;
      double off = limited - mean.value;
      variance.value = decay * variance.value + (1 - decay) * off * off;
    }
  }
}
