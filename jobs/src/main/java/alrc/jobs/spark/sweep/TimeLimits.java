package alrc.jobs.spark.sweep;

import alrc.settings.UserMistake;

/**
 * How long a sweep may take.
 *
 * @param maxHours after which it saves what is under way and ends, to be gone on with; &gt; 0, ∞
 *     for no limit
 * @param trialHours after which an attempt of a trial has failed; &gt; 0, ∞ for no limit
 */
public record TimeLimits(double maxHours, double trialHours) {
  /** As long as it takes. */
  public static final TimeLimits NONE =
      new TimeLimits(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

  private static final double MILLIS = 3_600_000;

  public TimeLimits {
    require("--max-hours", maxHours);
    require("--trial-hours", trialHours);
  }

  private static void require(String option, double hours) {
    if (!(hours > 0)) {
      throw new UserMistake(option + " " + hours + ": must be more than 0");
    }
  }

  /**
   * The moment after which nothing is trained, in milliseconds since 1970.
   *
   * @param now the moment the sweep began
   */
  long end(long now) {
    double end = now + maxHours * MILLIS;
    return end < Long.MAX_VALUE ? (long) end : Long.MAX_VALUE;
  }
}
