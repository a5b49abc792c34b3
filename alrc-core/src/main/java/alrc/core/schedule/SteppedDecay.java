package alrc.core.schedule;

import alrc.settings.Limits;
import alrc.settings.Preset;
import alrc.settings.Range;

/**
 * Constant, then a linear decay in steps of equal length and height; the end is approached, never
 * reached.
 *
 * <p>At step t ≥ hold it is start + (end − start)·j / stairs with j = ⌊stairs·(t − hold) / over⌋,
 * at most stairs − 1. Source: Ede and Beanland, "Partial scanning transmission electron microscopy
 * with deep learning", arXiv:1905.13667: rate 3e-4 and β1 0.9 for 250,000 iterations, then eight
 * stairs towards 0 and 0.5.
 *
 * @param end where the stairs lead to, ≥ 0
 * @param hold steps before the first stair, ≥ 0
 * @param over steps of all stairs together, ≥ 1
 * @param stairs how many stairs, from 1 to 1000000
 * @param warmup steps of linear rise in front
 */
public record SteppedDecay(
    @Preset(value = "0", written = true) double end,
    @Preset(value = "0", written = true) @Range(least = 0, most = MOST_STEPS) long hold,
    @Range(least = 1, most = MOST_STEPS) long over,
    @Preset(value = "8", written = true) @Range(least = 1, most = 1_000_000) long stairs,
    @Preset("0") @Range(least = 0, most = MOST_STEPS) long warmup)
    implements Schedule {
  public SteppedDecay {
    Limits.notNegative("end", end);
    Limits.atLeast("hold", hold, 0);
    Limits.atLeast("over", over, 1);
    Limits.require(stairs >= 1 && stairs <= 1_000_000, "stairs", stairs, "must be in 1 … 1000000");
  }

  @Override
  public double at(long step, double start) {
    if (step < hold) {
      return start;
    }
    long stair = step - hold >= over ? stairs - 1 : stairs * (step - hold) / over;
    return start + (end - start) * stair / stairs;
  }

  @Override
  public double most(double start) {
    return Math.max(start, end);
  }
}
