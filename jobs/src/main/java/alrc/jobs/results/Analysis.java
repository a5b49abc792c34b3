package alrc.jobs.results;

import alrc.core.stats.Bootstrap;

/** The choices behind every statistic, the same for all studies. */
public final class Analysis {
  /** Of every interval. */
  public static final double CONFIDENCE = 0.95;

  /** Chance of a false decision, where the study does not set one. */
  public static final double LEVEL = 0.05;

  /** Cells that differ by less than this share of the baseline are equivalent, if not chosen. */
  public static final double MARGIN_PERCENT = 1;

  /** The relative difference for which the page estimates the seeds that would show it. */
  public static final double WORTH_SEEING = 0.02;

  /** An estimate of more seeds than this is no plan: only that it is more is said. */
  public static final int MOST_SEEDS = 1_000;

  /** Of all bootstrap intervals: the same results give the same report. */
  public static final Bootstrap BOOTSTRAP = new Bootstrap(0, 2_000);

  private Analysis() {}
}
