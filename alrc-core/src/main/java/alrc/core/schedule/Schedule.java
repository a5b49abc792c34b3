package alrc.core.schedule;

/**
 * How a number, such as the learning rate, changes with the step from a start value that the
 * optimizer gives. Settings only; {@link Course} joins them with the start value.
 */
public interface Schedule {
  /** Most steps that a schedule can name. */
  long MOST_STEPS = 1_000_000_000_000L;

  /**
   * The value for a step, without warm-up.
   *
   * @param step how many steps were finished before this one, ≥ 0
   * @param start the value at step 0, ≥ 0
   */
  double at(long step, double start);

  /** A number that no step's value exceeds. */
  double most(double start);

  /**
   * Steps in which the value rises linearly to its start, before the schedule begins; 0 is none.
   */
  long warmup();
}
