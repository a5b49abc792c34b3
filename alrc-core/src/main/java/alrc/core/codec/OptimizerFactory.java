package alrc.core.codec;

import alrc.core.gradient.GradientRule;
import alrc.core.schedule.Schedule;

/** An optimizer whose settings are known but for the schedules of its rate and its β1. */
public interface OptimizerFactory {
  /**
   * The chain of rules.
   *
   * @param rate replaces the optimizer's own rate
   * @param beta1 replaces its own β1; of no account where it has none
   */
  GradientRule make(Schedule rate, Schedule beta1);
}
