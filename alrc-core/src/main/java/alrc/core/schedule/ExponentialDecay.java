package alrc.core.schedule;

import alrc.settings.Limits;
import alrc.settings.Preset;
import alrc.settings.Range;

/**
 * A staircase of exponential decay: start · factor^⌊step / every⌋.
 *
 * @param factor from stair to stair, in (0, 1)
 * @param every steps of a stair, ≥ 1
 * @param warmup steps of linear rise in front
 */
public record ExponentialDecay(
    double factor,
    @Range(least = 1, most = MOST_STEPS) long every,
    @Preset("0") @Range(least = 0, most = MOST_STEPS) long warmup)
    implements Schedule {
  public ExponentialDecay {
    Limits.require(factor > 0 && factor < 1, "factor", factor, "must be in (0, 1)");
    Limits.atLeast("every", every, 1);
  }

  @Override
  public double at(long step, double start) {
    long stair = step / every;
    return start * StrictMath.pow(factor, (double) stair);
  }

  @Override
  public double most(double start) {
    return start;
  }
}
