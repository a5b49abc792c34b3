package alrc.core.schedule;

import alrc.core.setting.Rule;

/**
 * Falls linearly from {@code high} at the first step of each cycle to {@code low} at its last.
 *
 * <p>Source: Smith, "Cyclical learning rates for training neural networks", arXiv:1506.01186, with
 * the falling half alone.
 *
 * @param high ≥ 0
 * @param low ≥ 0
 * @param cycle steps of a cycle, ≥ 2
 */
public record Sawtooth(double high, double low, long cycle) implements Schedule {
  public Sawtooth {
    Rule.notNegative("rate", high);
    Rule.notNegative("low", low);
    Rule.atLeast("cycle", cycle, 2);
  }

  @Override
  public double at(long step) {
    Rule.atLeast("step", step, 0);
    long place = step % cycle;
    return place == cycle - 1 ? low : high + (low - high) * place / (cycle - 1);
  }

  @Override
  public double most() {
    return Math.max(high, low);
  }
}
