package alrc.core.train;

import alrc.settings.Limits;
import java.time.Duration;

/**
 * When checkpoints are made, and what receives them. A checkpoint is also made when a sink asks the
 * trials to stop.
 *
 * @param steps a checkpoint is made at every multiple of this number of iterations, ≥ 1
 * @param time a checkpoint is also made when this time has passed since the last, &gt; 0
 * @param sink receives them
 */
public record CheckpointPlan(long steps, Duration time, Sink sink) {
  /** No checkpoints. */
  public static final CheckpointPlan NONE =
      new CheckpointPlan(Long.MAX_VALUE, Duration.ofSeconds(Long.MAX_VALUE), (member, made) -> {});

  /** Receives the checkpoints of a member; each replaces the one before. */
  public interface Sink {
    /** Called on the cohort's thread, between two iterations. */
    void take(Member member, Checkpoint checkpoint);
  }

  public CheckpointPlan {
    Limits.atLeast("checkpoint.steps", steps, 1);
    Limits.require(
        !time.isNegative() && !time.isZero(), "checkpoint.time", time, "must be more than 0");
  }

  /** A plan with checkpoints at every multiple of a number of iterations only. */
  public static CheckpointPlan everySteps(long steps, Sink sink) {
    return new CheckpointPlan(steps, NONE.time, sink);
  }

  boolean none() {
    return sink.equals(NONE.sink);
  }

  boolean due(long iteration, long nanosSinceLast) {
    return iteration % steps == 0 || Duration.ofNanos(nanosSinceLast).compareTo(time) >= 0;
  }
}
