package alrc.jobs.cli;

import alrc.jobs.spark.sweep.TimeLimits;
import picocli.CommandLine.Option;

/** The options that say how long a sweep may take. */
final class LimitOptions {
  @Option(
      names = "--max-hours",
      paramLabel = "H",
      description =
          "after so long save what is under way and end with 0; the same command goes on (default:"
              + " no limit)")
  private double maxHours = Double.POSITIVE_INFINITY;

  @Option(
      names = "--trial-hours",
      paramLabel = "H",
      description = "an attempt of a trial that takes longer has failed (default: no limit)")
  private double trialHours = Double.POSITIVE_INFINITY;

  double maxHours() {
    return maxHours;
  }

  TimeLimits limits() {
    return new TimeLimits(maxHours, trialHours);
  }
}
