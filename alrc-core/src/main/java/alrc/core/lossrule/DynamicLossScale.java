package alrc.core.lossrule;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.state.HostReads;
import alrc.core.state.RunningState;
import alrc.settings.Limits;
import alrc.settings.Preset;
import alrc.settings.Range;

/**
 * Dynamic loss scaling: as {@link LossScale}, but a gradient that is not finite halves the factor
 * and its step is not applied; after some steps without one the factor doubles.
 *
 * <p>A gradient that is not finite at a factor of 1 ends the trial.
 *
 * <p>{@link AdaptiveLossScale} gives each layer a factor of its own.
 *
 * <p>Source: Micikevicius et al., "Mixed precision training", arXiv:1710.03740, section 3.2, and
 * NVIDIA's guide to mixed precision. Reads one number a step from the device.
 *
 * @param start the first factor, a power of two from 1 on
 * @param patience clean steps before the factor doubles, ≥ 1
 */
public record DynamicLossScale(
    @Preset(value = "65_536", written = true) double start,
    @Preset(value = "2_000", written = true) @Range(least = 1, most = Integer.MAX_VALUE)
        long patience)
    implements LossRule {
  public DynamicLossScale {
    Limits.require(
        start >= 1 && start <= 0x1p100 && Math.scalb(1.0, Math.getExponent(start)) == start,
        "start",
        start,
        "must be a power of two from 1 to 2^100");
    Limits.atLeast("patience", patience, 1);
  }

  @Override
  public Running start(NDManager manager) {
    return new State(this, manager);
  }

  private static final class State extends RunningState implements Running {
    private final long patience;
    private final Real factor;
    private final Count clean = count("clean");

    State(DynamicLossScale settings, NDManager parent) {
      super(parent);
      this.patience = settings.patience;
      this.factor = real("factor", settings.start);
    }

    @Override
    public Verdict apply(NDArray losses) {
      return new Verdict(losses.onesLike(), null);
    }

    @Override
    public double scale() {
      return factor.value;
    }

    @Override
    public boolean accepts(NDArray gradient) {
      double sum = HostReads.number(gradient.sum());
      if (Double.isFinite(sum)) {
        clean.value++;
        if (clean.value == patience) {
          clean.value = 0;
          factor.value *= 2;
        }
        return true;
      }
      clean.value = 0;
      if (factor.value <= 1) {
        return true;
      }
      factor.value /= 2;
      return false;
    }
  }
}
