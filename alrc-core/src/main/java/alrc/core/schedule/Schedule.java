package alrc.core.schedule;

/** A number that depends on the step, such as a learning rate. Immutable; safe for any thread. */
public interface Schedule {
  /**
   * The value for a step.
   *
   * @param step how many steps were finished before this one, ≥ 0
   */
  double at(long step);

  /** A number that no step's value exceeds. */
  double most();
}
