package alrc.core.schedule;

import alrc.core.setting.Rule;

/** The same value at every step. */
public record Constant(double value) implements Schedule {
  public Constant {
    Rule.notNegative("rate", value);
  }

  @Override
  public double at(long step) {
    Rule.atLeast("step", step, 0);
    return value;
  }

  @Override
  public double most() {
    return value;
  }
}
