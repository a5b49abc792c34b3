package alrc.core.schedule;

import alrc.core.setting.Rule;

/**
 * Constant, then linear, then constant again.
 *
 * @param start the value up to step {@code from}, ≥ 0
 * @param end the value from step {@code until} on, ≥ 0
 * @param from the last step with the first value, ≥ 0
 * @param until the first step with the last value, more than {@code from}
 */
public record LinearDecay(double start, double end, long from, long until) implements Schedule {
  public LinearDecay {
    Rule.notNegative("rate", start);
    Rule.notNegative("end", end);
    Rule.atLeast("from", from, 0);
    Rule.require(until > from, "until", until, "must be more than from (" + from + ")");
  }

  @Override
  public double at(long step) {
    Rule.atLeast("step", step, 0);
    if (step >= until) {
      return end;
    }
    double way = step <= from ? 0 : (double) (step - from) / (until - from);
    return start + (end - start) * way;
  }

  @Override
  public double most() {
    return Math.max(start, end);
  }
}
