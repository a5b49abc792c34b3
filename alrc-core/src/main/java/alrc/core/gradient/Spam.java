package alrc.core.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;
import alrc.settings.Preset;
import alrc.settings.Range;

/**
 * SPAM: clips entries whose square is far over its running mean, and resets the optimizer's moments
 * at intervals.
 *
 * <pre>
 *   from step 20 of each interval on, where g_i² &gt; θ v_i: g_i ← sign(g_i) sqrt(θ v_i)
 *   v ← β v + (1 − β) g²
 *   every ΔT steps: v and the optimizer's moments become 0; the next 150 updates are multiplied by
 *     1 − 0.99 (1 + cos(πk / 150)) / 2, k = 0, 1, …
 * </pre>
 *
 * <p>v is that before the step, not corrected for its start. It equals the v of Adam if both have
 * the same decay and no rule is between them. An entry whose first gradients in an interval are all
 * zero keeps v = 0 and its gradient is clipped to 0 until the next reset.
 *
 * <p>Source: Huang et al., "SPAM: spike-aware Adam with momentum reset for stable LLM training",
 * arXiv:2501.06842, section 4 and Algorithm 1.
 *
 * @param threshold θ, &gt; 0; ∞ clips nothing
 * @param decay β, in [0, 1); that of the optimizer's mean square
 * @param grace the step of an interval from which on entries are clipped, ≥ 1
 * @param reset ΔT, ≥ 0; 0 resets nothing
 * @param warmup updates after a reset that are reduced, at most ΔT; 0 is none
 */
public record Spam(
    @Preset("5000") double threshold,
    @Preset("0.999") double decay,
    @Preset("20") @Range(least = 1, most = Integer.MAX_VALUE) long grace,
    @Preset("500") @Range(least = 0, most = Integer.MAX_VALUE) long reset,
    @Preset("150") @Range(least = 0, most = Integer.MAX_VALUE) long warmup)
    implements SurroundingRule {
  private static final double LEAST = 0.01;

  public Spam {
    Limits.require(threshold > 0, "threshold", threshold, "must be > 0 (.inf switches it off)");
    Limits.decay("decay", decay);
    Limits.atLeast("grace", grace, 1);
    Limits.atLeast("reset", reset, 0);
    Limits.require(
        reset == 0 || grace < reset,
        "grace",
        grace,
        "must be less than reset (" + reset + "), as nothing would be clipped");
    Limits.require(
        warmup >= 0 && (reset == 0 || warmup <= reset),
        "warmup",
        warmup,
        "must be from 0 to reset (" + reset + ")");
  }

  @Override
  public boolean resetsMoments() {
    return reset > 0;
  }

  @Override
  public Running around(GradientRule optimizer, ParameterLayout layout, NDManager manager) {
    return new State(this, optimizer, layout, manager);
  }

  private static final class State extends AroundState {
    private final Spam settings;
    private final NDArray decay;
    private final NDArray gain;
    private final NDArray threshold;
    private final NDArray square;
    private final Count steps = count("step");

    State(Spam settings, GradientRule optimizer, ParameterLayout layout, NDManager parent) {
      super(optimizer, layout, parent);
      this.settings = settings;
      this.decay = constant(settings.decay);
      this.gain = constant(1 - settings.decay);
      this.threshold = constant(settings.threshold);
      this.square = vector("square");
    }

    @Override
    public void apply(Gradients gradients) {
      long interval = settings.reset == 0 ? Long.MAX_VALUE : settings.reset;
      long since = steps.value % interval;
      if (since == 0 && steps.value > 0) {
        optimizer().reset();
        clear(square);
      }
      steps.value++;
      boolean clips = steps.value % interval >= settings.grace;
      NDArray gradient = gradients.flat();
      NDArray clipped = clips ? clipped(gradient) : gradient;
      square.muli(decay).addi(clipped.mul(clipped).muli(gain));
      gradients.replace(clipped);
      optimizer().apply(gradients);
      if (steps.value > interval && since < settings.warmup) {
        double half = (1 + StrictMath.cos(Math.PI * since / settings.warmup)) / 2;
        gradients.flat().muli(1 - (1 - LEAST) * half);
      }
    }

    private NDArray clipped(NDArray gradient) {
      if (Double.isInfinite(settings.threshold)) {
        return gradient;
      }
      NDArray limit = square.mul(threshold);
      NDArray over = gradient.mul(gradient).gt(limit);
      return NDArrays.where(over, limit.sqrt().muli(gradient.sign()), gradient);
    }
  }
}
