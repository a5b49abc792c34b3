package alrc.jobs.spark.sweep;

import alrc.jobs.spark.GpuUse;
import alrc.settings.UserMistake;

/**
 * How a sweep is run; nothing of it changes a result.
 *
 * @param cohort trials of equal shape per task, 0 … {@value #LARGEST_COHORT}; 0 to measure what is
 *     fastest
 * @param checkpointSeconds time between two checkpoints of a trial, &gt; 0
 * @param attempts after which a trial that keeps failing is given up, 1 … {@value #MOST_ATTEMPTS}
 * @param gpus where trials are trained
 * @param limits how long it may take
 */
public record SweepSettings(
    int cohort, double checkpointSeconds, int attempts, GpuUse gpus, TimeLimits limits) {
  private static final int LARGEST_COHORT = 1024;
  private static final int MOST_ATTEMPTS = 1000;
  private static final double LONGEST = 1e6;

  /** On the devices in Spark's configuration, without time limits. */
  public SweepSettings(int cohort, double checkpointSeconds, int attempts) {
    this(cohort, checkpointSeconds, attempts, GpuUse.AS_CONFIGURED, TimeLimits.NONE);
  }

  public SweepSettings {
    require(
        cohort >= 0 && cohort <= LARGEST_COHORT,
        "--cohort",
        cohort,
        "must be in 0 … " + LARGEST_COHORT + ", 0 to measure");
    require(
        checkpointSeconds > 0 && checkpointSeconds <= LONGEST,
        "--checkpoint-every",
        checkpointSeconds,
        "must be more than 0 and at most 1e6 s");
    require(
        attempts >= 1 && attempts <= MOST_ATTEMPTS,
        "--attempts",
        attempts,
        "must be in 1 … " + MOST_ATTEMPTS);
  }

  private static void require(boolean held, String option, Object value, String rule) {
    if (!held) {
      throw new UserMistake(option + " " + value + ": " + rule);
    }
  }
}
