package alrc.core.schedule;

import alrc.core.setting.Rule;

/**
 * A staircase of exponential decay: start · factor^⌊step / every⌋.
 *
 * @param start the value of the first stair, ≥ 0
 * @param factor from stair to stair, in (0, 1]
 * @param every steps of a stair, ≥ 1
 */
public record ExponentialDecay(double start, double factor, long every) implements Schedule {
  public ExponentialDecay {
    Rule.notNegative("rate", start);
    Rule.require(factor > 0 && factor <= 1, "factor", factor, "must be in (0, 1]");
    Rule.atLeast("every", every, 1);
  }

  @Override
  public double at(long step) {
    Rule.atLeast("step", step, 0);
    long stair = step / every;
    return start * StrictMath.pow(factor, (double) stair);
  }

  @Override
  public double most() {
    return start;
  }
}
