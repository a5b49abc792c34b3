package alrc.jobs.report;

import alrc.jobs.results.StudyResults;

/**
 * All that a section is made from.
 *
 * @param results what the sweep recorded, with the cells that the options choose
 * @param decisions its comparisons
 * @param options what the user chose
 */
record Findings(StudyResults results, Decisions decisions, ReportOptions options) {
  /** Decides the comparisons of some results. */
  static Findings of(StudyResults results, ReportOptions options) {
    return new Findings(results, Decisions.of(results, options), options);
  }
}
