package alrc.jobs.report;

import alrc.core.stats.Bootstrap;

/** The choices behind every statistic of a report, the same for all studies. */
final class Analysis {
  /** Of every interval. */
  static final double CONFIDENCE = 0.95;

  /** Chance of a false decision, where the study does not set one. */
  static final double LEVEL = 0.05;

  /** Cells that differ by less than this fraction of the baseline are equivalent. */
  static final double MARGIN = 0.01;

  /** The relative difference for which the page estimates the seeds that would show it. */
  static final double WORTH_SEEING = 0.02;

  /** Of all bootstrap intervals: the same results give the same report. */
  static final Bootstrap BOOTSTRAP = new Bootstrap(0, 2_000);

  private Analysis() {}
}
