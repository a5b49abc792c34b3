package alrc.jobs.cli.option;

import alrc.jobs.spark.sweep.TimeLimits;
import picocli.CommandLine.Option;

/** The options that say how long a sweep may take. */
public final class LimitOptions {
  @Option(
      names = "--max-hours",
      paramLabel = "H",
      description =
          "stop after this time: save running trials and exit with 0; the same command resumes"
              + " (default: no limit)")
  private double maxHours = Double.POSITIVE_INFINITY;

  @Option(
      names = "--trial-hours",
      paramLabel = "H",
      description = "an attempt at a trial that takes longer fails (default: no limit)")
  private double trialHours = Double.POSITIVE_INFINITY;

  public double maxHours() {
    return maxHours;
  }

  public TimeLimits limits() {
    return new TimeLimits(maxHours, trialHours);
  }
}
