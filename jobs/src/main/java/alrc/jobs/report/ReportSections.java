package alrc.jobs.report;

import alrc.jobs.figure.FigureKind;
import java.util.List;

/** The sections of a report. */
final class ReportSections {
  /** In the order of the page. */
  static final List<ReportSection> ALL =
      List.of(
          new ErrorTableSection(),
          new SpreadSection(),
          new EvaluationSection(),
          new UntilDecidedSection(),
          new FailuresSection(),
          new ClippingSection(),
          new FigureSection("Learning curves", FigureKind.CURVES),
          new FigureSection("Learning curves in one unit", FigureKind.COMMON_CURVES),
          new FigureSection("Scores on held-out images over iterations", FigureKind.SCORES),
          new FigureSection("Final errors of every seed", FigureKind.FINALS),
          new FigureSection("Seed by seed against the baseline", FigureKind.PAIRS),
          new FigureSection("Performance profiles", FigureKind.PROFILES),
          new FigureSection("Clipped losses", FigureKind.CLIPPED),
          new SpikesSection(),
          new RunSection());

  private ReportSections() {}
}
