package alrc.core.schedule;

import alrc.settings.Limits;
import alrc.settings.Preset;
import alrc.settings.Range;

/**
 * Falls linearly from the start value at the first step of each cycle to {@code low} at its last.
 *
 * <p>Source: Smith, "Cyclical learning rates for training neural networks", arXiv:1506.01186, with
 * the falling half alone.
 *
 * @param low ≥ 0
 * @param cycle steps of a cycle, ≥ 2
 * @param warmup steps of linear rise in front
 */
public record Sawtooth(
    @Preset(value = "0", written = true) double low,
    @Range(least = 1, most = MOST_STEPS) long cycle,
    @Preset("0") @Range(least = 0, most = MOST_STEPS) long warmup)
    implements Schedule {
  public Sawtooth {
    Limits.notNegative("low", low);
    Limits.atLeast("cycle", cycle, 2);
  }

  @Override
  public double at(long step, double start) {
    long place = step % cycle;
    return place == cycle - 1 ? low : start + (low - start) * place / (cycle - 1);
  }

  @Override
  public double most(double start) {
    return Math.max(start, low);
  }
}
