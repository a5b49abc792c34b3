package alrc.core.schedule;

import alrc.core.setting.Rule;

/**
 * Constant, then a linear decay in steps of equal length and height; the end is approached, never
 * reached.
 *
 * <p>At step t ≥ hold it is start + (end − start)·j / stairs with j = ⌊stairs·(t − hold) / over⌋,
 * at most stairs − 1. Source: Ede and Beanland, "Partial scanning transmission electron microscopy
 * with deep learning", arXiv:1905.13667: rate 3e-4 and β1 0.9 for 250,000 iterations, then eight
 * stairs towards 0 and 0.5.
 *
 * @param start the value of the first {@code hold} steps and of the first stair, ≥ 0
 * @param end where the stairs lead to, ≥ 0
 * @param hold steps before the first stair, ≥ 0
 * @param over steps of all stairs together, ≥ 1
 * @param stairs how many stairs, from 1 to 1000000
 */
public record SteppedDecay(double start, double end, long hold, long over, long stairs)
    implements Schedule {
  public SteppedDecay {
    Rule.notNegative("rate", start);
    Rule.notNegative("end", end);
    Rule.atLeast("hold", hold, 0);
    Rule.atLeast("over", over, 1);
    Rule.require(stairs >= 1 && stairs <= 1_000_000, "stairs", stairs, "must be in 1 … 1000000");
  }

  @Override
  public double at(long step) {
    Rule.atLeast("step", step, 0);
    if (step < hold) {
      return start;
    }
    long stair = step - hold >= over ? stairs - 1 : stairs * (step - hold) / over;
    return start + (end - start) * stair / stairs;
  }

  @Override
  public double most() {
    return Math.max(start, end);
  }
}
