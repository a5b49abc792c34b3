package alrc.jobs.report;

import java.util.List;

/** The sections of a report. */
final class ReportSections {
  /** In the order of the page. */
  static final List<ReportSection> ALL =
      List.of(
          new ErrorTableSection(),
          new UntilDecidedSection(),
          new FailuresSection(),
          new ClippingSection(),
          new SpikesSection(),
          new LearningCurvesSection(),
          new RunSection());

  private ReportSections() {}
}
