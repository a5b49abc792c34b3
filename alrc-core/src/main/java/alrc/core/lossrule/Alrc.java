package alrc.core.lossrule;

import ai.djl.ndarray.NDManager;
import alrc.settings.Limits;
import alrc.settings.Preset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
 * <p>Elsewhere: ports that back-propagate min(L, L_max) give a clipped loss no gradient at all, as
 * the limit is a constant; the loss must be multiplied by the detached factor.
 *
 * <p>From the paper's discussion: losses under μ1 − n·σ may be clipped too, in the same way, so
 * that their gradients grow; a loss of exactly 0, which no factor can raise, does not change. A
 * constant may be added to every loss first ({@code shift}); start, moments and limits then apply
 * to the shifted losses.
 *
 * @param deviations the threshold n, ≥ 0; ∞ allowed
 * @param decay β1 = β2, in [0, 1); 0.999 where neither is given, null where {@code decays} differ
 * @param decays β1 and β2 where they differ; two equal ones become {@code decay}
 * @param moments which losses update the moments
 * @param update how the losses change the moments
 * @param epsilon ε, ≥ 0
 * @param start the first moments
 * @param sides which losses are clipped
 * @param per whether a loss is an example's, or one of its summands
 * @param shift what is added to every loss first, ≥ 0: with a negative one a limit could be
 *     negative, and reverse or amplify gradients
 */
public record Alrc(
    @Preset(value = "3", written = true) double deviations,
    @Nullable Double decay,
    @Nullable List<Double> decays,
    @Preset(value = "raw", written = true) Moments moments,
    @Preset(value = "ema", written = true) Update update,
    @Preset(value = "1e-8", written = true) double epsilon,
    @Preset(value = "measured", written = true) AlrcStart start,
    @Preset("upper") Sides sides,
    @Preset("example") Grain per,
    @Preset("0") double shift)
    implements LossRule {
  private static final double DECAY = 0.999;

  private static final LossRule OFF_PER_SUMMAND =
      new Alrc(
          Double.POSITIVE_INFINITY,
          DECAY,
          null,
          Moments.RAW,
          Update.EMA,
          0,
          new AlrcStart.Measured(),
          Sides.UPPER,
          Grain.SUMMAND,
          0);

  /** How the losses change the moments. */
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
    /** Before clipping: the paper's algorithm. */
    RAW,
    /** After clipping: the authors' published code. */
    CLIPPED
  }

  public Alrc {
    Limits.require(
        deviations >= 0, "deviations", deviations, "must be >= 0 (.inf switches it off)");
    Limits.require(
        decay == null || decays == null,
        "decays",
        decays + " beside decay " + decay,
        "must not be given together");
    if (decays != null) {
      decays = List.copyOf(decays);
      Limits.require(decays.size() == 2, "decays", decays, "must have two entries, [beta1, beta2]");
      boolean same = decays.get(0).equals(decays.get(1));
      decay = same ? decays.get(0) : null;
      decays = same ? null : decays;
    } else if (decay == null) {
      decay = DECAY;
    }
    for (double one : decays == null ? List.of(decay) : decays) {
      String name = decays == null ? "decay" : "decays";
      Limits.decay(name, one);
      Limits.require(
          update == Update.EMA || one >= 2.0 / 3,
          name,
          one,
          "must be >= 2/3 where update is leaky");
    }
    Limits.notNegative("epsilon", epsilon);
    Limits.notNegative("shift", shift);
  }

  /** Clips the upper side of every example's loss and updates the moments as in the paper. */
  public Alrc(double deviations, double decay, Moments moments, double epsilon, AlrcStart start) {
    this(
        deviations,
        decay,
        null,
        moments,
        Update.EMA,
        epsilon,
        start,
        Sides.UPPER,
        Grain.EXAMPLE,
        0);
  }

  /** The paper's settings at a threshold, with measured start. */
  public static Alrc paper(double deviations) {
    return new Alrc(deviations, DECAY, Moments.RAW, 1e-8, new AlrcStart.Measured());
  }

  /** β1, the decay of the running mean. */
  public double meanDecay() {
    return decays == null ? Objects.requireNonNull(decay) : decays.get(0);
  }

  /** β2, the decay of the running mean square. */
  public double squareDecay() {
    return decays == null ? Objects.requireNonNull(decay) : decays.get(1);
  }

  @Override
  public Grain grain() {
    return per;
  }

  @Override
  public LossRule withoutClipping() {
    double never = Double.POSITIVE_INFINITY;
    return new Alrc(never, decay, decays, moments, update, epsilon, start, sides, per, shift);
  }

  /** Without a threshold nothing acts; losses per summand are still reduced in another order. */
  @Override
  public LossRule acting() {
    if (!Double.isInfinite(deviations)) {
      return this;
    }
    return per == Grain.EXAMPLE ? new NoRule() : OFF_PER_SUMMAND;
  }

  @Override
  public Running start(NDManager manager) {
    return Double.isInfinite(deviations) ? new NoRule.Unclipped() : new AlrcState(this, manager);
  }
}
