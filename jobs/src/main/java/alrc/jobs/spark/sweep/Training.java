package alrc.jobs.spark.sweep;

import alrc.core.train.CheckpointPlan;
import alrc.core.train.ComputeDevice;
import alrc.core.train.Member;
import java.io.Serializable;
import java.util.List;

/**
 * How a task trains its cohort: by {@link alrc.core.train.TrainingLoop}, unless what is around the
 * training is to be measured alone. Crosses the Spark boundary.
 */
@FunctionalInterface
public interface Training extends Serializable {
  /** Trains the members to their ends, and reports these to their sinks. */
  void run(List<Member> members, ComputeDevice device, CheckpointPlan checkpoints);
}
