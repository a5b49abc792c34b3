package alrc.core.schedule;

import alrc.settings.Limits;

/**
 * A number that depends on the step: a schedule and the value with which it starts. Immutable; safe
 * for any thread.
 *
 * <p>At step t &lt; warm-up it is the schedule's first value times (t + 1) / warm-up, afterwards
 * the schedule's value at t − warm-up.
 *
 * @param start the value with which the schedule starts, finite and ≥ 0
 * @param schedule how it changes
 */
public record Course(double start, Schedule schedule) {
  public Course {
    Limits.notNegative("rate", start);
    Limits.atLeast("warmup", schedule.warmup(), 0);
  }

  /** The same value at every step. */
  public static Course constant(double value) {
    return new Course(value, new Constant(0));
  }

  /**
   * The value for a step.
   *
   * @param step how many steps were finished before this one, ≥ 0
   */
  public double at(long step) {
    Limits.atLeast("step", step, 0);
    long warmup = schedule.warmup();
    return step < warmup
        ? schedule.at(0, start) * (step + 1) / warmup
        : schedule.at(step - warmup, start);
  }

  /** A number that no step's value exceeds. */
  public double most() {
    return schedule.most(start);
  }
}
