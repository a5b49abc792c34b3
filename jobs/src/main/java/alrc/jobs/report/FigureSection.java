package alrc.jobs.report;

import alrc.jobs.chart.ChartFigure;
import alrc.jobs.figure.FigureKind;
import alrc.jobs.figure.Figures;
import alrc.jobs.page.Section;
import alrc.jobs.page.Templates;
import java.util.Map;
import java.util.Optional;

/** The figures of one kind; left out where there is nothing to draw and no file is lost. */
final class FigureSection implements ReportSection {
  private final String title;
  private final FigureKind kind;

  FigureSection(String title, FigureKind kind) {
    this.title = title;
    this.kind = kind;
  }

  @Override
  public Optional<Section> section(Findings findings) {
    Figures.Drawn drawn = findings.figures().of(kind);
    return drawn.figures().isEmpty() && drawn.notes().isEmpty()
        ? Optional.empty()
        : Optional.of(
            Section.of(
                title,
                Templates.content("page/lines.jte", drawn.notes()),
                Templates.content(
                    "chart/figures.jte",
                    drawn.figures().stream().map(ChartFigure::html).toList())));
  }

  @Override
  public Map<String, String> files(Findings findings) {
    return findings.figures().files(kind);
  }
}
