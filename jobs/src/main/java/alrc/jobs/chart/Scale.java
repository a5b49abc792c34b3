package alrc.jobs.chart;

/** The spacing of an axis of errors. */
public enum Scale {
  LINEAR,
  /**
   * Logarithmic, where the errors span more than a factor of 3. Zero has no place on it, and is
   * counted in the chart's note.
   */
  LOG
}
