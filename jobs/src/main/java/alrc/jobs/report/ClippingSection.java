package alrc.jobs.report;

import alrc.jobs.page.Section;
import alrc.jobs.page.Table;
import alrc.jobs.page.TableColumn;
import alrc.jobs.report.value.Labels;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.StudyResults;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** How many losses of each cell were clipped. */
final class ClippingSection implements ReportSection {
  private static final int MOST = 100;

  @Override
  public Optional<Section> section(Findings findings) {
    return Optional.of(new Section("What was clipped", table(findings.results()).html()));
  }

  private static Table table(StudyResults results) {
    List<String> axes = results.axes();
    List<List<String>> rows =
        results.cells().stream()
            .limit(MOST)
            .map(cell -> List.of(Labels.settings(cell.settings(), axes), clipped(cell)))
            .toList();
    return new Table(
        "Losses that were clipped, per cell, in percent of all losses"
            + (results.cells().size() > MOST
                ? ". Shown are " + MOST + " of " + results.cells().size() + " cells"
                : ""),
        List.of(TableColumn.name("cell"), TableColumn.number("clipped (%)")),
        rows);
  }

  private static String clipped(CellResult cell) {
    OptionalDouble fraction = cell.clipFraction();
    return fraction.isEmpty()
        ? "–"
        : String.format(Locale.ROOT, "%.2f", 100 * fraction.getAsDouble());
  }
}
