package alrc.core.schedule;

import alrc.settings.Limits;
import alrc.settings.Preset;
import alrc.settings.Range;

/**
 * Constant, then linear, then constant again.
 *
 * @param end the value from step {@code until} on, ≥ 0
 * @param from the last step with the first value, ≥ 0
 * @param until the first step with the last value, more than {@code from}
 * @param warmup steps of linear rise in front
 */
public record LinearDecay(
    @Preset(value = "0", written = true) double end,
    @Preset(value = "0", written = true) @Range(least = 0, most = MOST_STEPS) long from,
    @Range(least = 1, most = MOST_STEPS) long until,
    @Preset("0") @Range(least = 0, most = MOST_STEPS) long warmup)
    implements Schedule {
  public LinearDecay {
    Limits.notNegative("end", end);
    Limits.atLeast("from", from, 0);
    Limits.require(until > from, "until", until, "must be more than from (" + from + ")");
  }

  @Override
  public double at(long step, double start) {
    if (step >= until) {
      return end;
    }
    double way = step <= from ? 0 : (double) (step - from) / (until - from);
    return start + (end - start) * way;
  }

  @Override
  public double most(double start) {
    return Math.max(start, end);
  }
}
