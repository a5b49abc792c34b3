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
 * published code with the clipped ones. The moments are kept in float64 on the device and nothing
 * is read back. A deviation of ∞ switches the rule off and is bit-identical to {@link NoRule}.
 *
 * <p>From the paper's discussion: losses under μ1 − n·σ may be clipped too, in the same way, so
 * that their gradients grow; a loss of exactly 0, which no factor can raise, is left alone. A
 * constant added to every loss first ({@code shift}) makes negative losses positive; start, moments
 * and limits are then those of the shifted losses.
 *
 * @param deviations the threshold n, ≥ 0; ∞ allowed
 * @param meanDecay β1, in [0, 1)
 * @param squareDecay β2, in [0, 1)
 * @param moments which losses update the moments
 * @param epsilon ε, ≥ 0
 * @param start where the moments begin
 * @param update how the moments follow
 * @param sides which losses are clipped
 * @param grain whether a loss is an example's, or one of its summands
 * @param shift what is added to every loss first, finite
 */
public record Alrc(
    double deviations,
    double meanDecay,
    double squareDecay,
    Moments moments,
    double epsilon,
    AlrcStart start,
    Update update,
    Sides sides,
    Grain grain,
    double shift)
    implements LossRule {

  /** How the moments follow the losses. */
  public enum Update {
    /** μ ← βμ + (1 − β)·mean: the paper's. */
    EMA,
    /**
     * μ ← (1 − 3(1 − β))μ + (1 − β)·mean, which settles at a third of the truth: the authors'
     * CIFAR-10 scripts, 0.997 and 0.001.
     */
    LEAKY
  }

  /** Which losses are clipped. */
  public enum Sides {
    /** Those over μ1 + n·σ. */
    UPPER,
    /** Those under μ1 − n·σ. */
    LOWER,
    /** Both. */
    BOTH
  }

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
    Rule.require(Double.isFinite(shift), "shift", shift, "must be finite");
    Rule.require(
        update == Update.EMA || Math.min(meanDecay, squareDecay) >= 2.0 / 3,
        "decay",
        Math.min(meanDecay, squareDecay),
        "must be >= 2/3 where update is leaky");
  }

  /** The upper side of every example's loss, with moments that follow as in the paper. */
  public Alrc(
      double deviations,
      double meanDecay,
      double squareDecay,
      Moments moments,
      double epsilon,
      AlrcStart start) {
    this(
        deviations,
        meanDecay,
        squareDecay,
        moments,
        epsilon,
        start,
        Update.EMA,
        Sides.UPPER,
        Grain.EXAMPLE,
        0);
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
