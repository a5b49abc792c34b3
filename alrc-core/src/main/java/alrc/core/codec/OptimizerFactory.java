package alrc.core.codec;

import alrc.core.gradient.GradientRule;
import alrc.core.schedule.Schedule;

/** An optimizer whose settings are known but for the schedule of its rate. */
public interface OptimizerFactory {
  /** The chain of rules. */
  GradientRule make(Schedule rate);
}
