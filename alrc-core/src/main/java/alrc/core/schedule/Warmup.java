package alrc.core.schedule;

import alrc.core.setting.Rule;

/**
 * Rises linearly to the first value of another schedule, which then begins: at step t &lt; steps
 * its value at 0 times (t + 1) / steps, afterwards its value at t − steps.
 *
 * @param steps how many, ≥ 1
 * @param then what follows
 */
public record Warmup(long steps, Schedule then) implements Schedule {
  public Warmup {
    Rule.atLeast("warmup", steps, 1);
  }

  @Override
  public double at(long step) {
    Rule.atLeast("step", step, 0);
    return step < steps ? then.at(0) * (step + 1) / steps : then.at(step - steps);
  }

  @Override
  public double most() {
    return then.most();
  }
}
