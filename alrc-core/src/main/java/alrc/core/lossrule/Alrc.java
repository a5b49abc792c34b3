package alrc.core.lossrule;

import ai.djl.ndarray.NDManager;
import alrc.core.setting.Rule;

/**
 * Adaptive learning rate clipping: a loss over μ1 + n·σ is back-propagated as if it were that
 * limit.
 *
 * <p>Source: Ede and Beanland, "Adaptive learning rate clipping stabilizes learning", doi
 * 10.1088/2632-2153/ab81e2, Algorithm 1:
 *
 * <pre>
 *   σ = sqrt(max(μ2 − μ1², 0) + ε)        L_max = μ1 + n·σ
 *   L_dyn = L                             if L ≤ L_max
 *   L_dyn = stop_gradient(L_max / L) · L  if L &gt; L_max
 *   μ1 ← β1 μ1 + (1 − β1) mean(L)         μ2 ← β2 μ2 + (1 − β2) mean(L²)
 * </pre>
 *
 * <p>The paper updates the moments with the losses as they are ({@link Moments#RAW}); the authors'
 * published code with the clipped ones. The moments are kept in float64 on the device. A deviation
 * of ∞ switches the rule off and is bit-identical to {@link NoRule}.
 *
 * @param deviations the threshold n, ≥ 0; ∞ allowed
 * @param meanDecay β1, in [0, 1)
 * @param squareDecay β2, in [0, 1)
 * @param moments which losses update the moments
 * @param epsilon ε, ≥ 0
 * @param start where the moments begin
 */
public record Alrc(
    double deviations,
    double meanDecay,
    double squareDecay,
    Moments moments,
    double epsilon,
    AlrcStart start)
    implements LossRule {

  /** Which losses update the moments. */
  public enum Moments {
    /** As they come from the network: the paper's algorithm. */
    RAW,
    /** After clipping: the authors' published code. */
    CLIPPED
  }

  public Alrc {
    Rule.require(deviations >= 0, "deviations", deviations, "must be >= 0 (.inf switches it off)");
    Rule.decay("decay", meanDecay);
    Rule.decay("decay", squareDecay);
    Rule.notNegative("epsilon", epsilon);
  }

  /** The paper's settings at a threshold, with measured start. */
  public static Alrc paper(double deviations) {
    return new Alrc(deviations, 0.999, 0.999, Moments.RAW, 1e-8, new AlrcStart.Measured());
  }

  @Override
  public Running start(NDManager manager) {
    return Double.isInfinite(deviations) ? new NoRule.Unclipped() : new AlrcState(this, manager);
  }
}
