package alrc.jobs.figure;

/** The figures of a report. */
public enum FigureKind {
  /** Errors over iterations. */
  CURVES,
  /** The mean squared error of the same predictions over iterations, where losses differ. */
  COMMON_CURVES,
  /** Scores on held-out images over iterations. */
  SCORES,
  /** Every seed's final error. */
  FINALS,
  /** A cell against its baseline, a line per seed. */
  PAIRS,
  /** The share of seeds below an error. */
  PROFILES,
  /** Clipped losses over time, and against what they were. */
  CLIPPED
}
