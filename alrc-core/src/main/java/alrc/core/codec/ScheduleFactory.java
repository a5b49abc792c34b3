package alrc.core.codec;

import alrc.core.schedule.Schedule;

/** A schedule that may depend on the rate which the optimizer names. */
public interface ScheduleFactory {
  /** The schedule, for the optimizer's own rate. */
  Schedule make(double rate);
}
