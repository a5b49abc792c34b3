package alrc.core.schedule;

import alrc.settings.Preset;
import alrc.settings.Range;

/**
 * The same value at every step.
 *
 * @param warmup steps of linear rise in front
 */
public record Constant(@Preset("0") @Range(least = 0, most = MOST_STEPS) long warmup)
    implements Schedule {
  @Override
  public double at(long step, double start) {
    return start;
  }

  @Override
  public double most(double start) {
    return start;
  }
}
