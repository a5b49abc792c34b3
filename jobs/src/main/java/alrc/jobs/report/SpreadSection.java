package alrc.jobs.report;

import alrc.core.stats.MuchWorse;
import alrc.core.stats.Quantile;
import alrc.jobs.page.Section;
import alrc.jobs.page.Table;
import alrc.jobs.page.TableColumn;
import alrc.jobs.report.value.Digits;
import alrc.jobs.report.value.Labels;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.StudyResults;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What mean and standard deviation do not show of each cell: stuck seeds, and the median. */
final class SpreadSection implements ReportSection {
  private static final int MOST = 100;

  @Override
  public Optional<Section> section(Findings findings) {
    return table(findings.results())
        .map(table -> new Section("Medians, and seeds much worse than the rest", table.html()));
  }

  private static Optional<Table> table(StudyResults results) {
    List<CellResult> finished =
        results.cells().stream().filter(cell -> !cell.trials().isEmpty()).toList();
    return finished.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Table(
                caption(finished),
                List.of(
                    TableColumn.name("cell"),
                    TableColumn.number("median"),
                    TableColumn.number("lowest"),
                    TableColumn.number("highest"),
                    TableColumn.number("completed"),
                    TableColumn.number("much worse"),
                    TableColumn.number("diverged")),
                finished.stream().limit(MOST).map(cell -> row(cell, results.axes())).toList()));
  }

  private static String caption(List<CellResult> cells) {
    return "Final errors of the seeds of each cell. The median is that of all finished seeds, of"
        + " which a diverged one counts as infinite. A completed seed is much worse than the"
        + " rest if its error is above the median of the completed seeds by more than half"
        + " of it and by more than 5 median absolute deviations (at least "
        + MuchWorse.FEWEST_TRIALS
        + " completed seeds)"
        + (cells.size() > MOST
            ? ". Shown are "
                + MOST
                + " of "
                + cells.size()
                + " cells; table.csv has the medians of all of them."
            : ".");
  }

  private static List<String> row(CellResult cell, List<String> axes) {
    double[] errors = cell.finalErrors().values();
    double[] finite = Arrays.stream(errors).filter(Double::isFinite).sorted().toArray();
    return List.of(
        axes.isEmpty() ? "all trials" : Labels.settings(cell.settings(), axes),
        number(
            errors.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Quantile.median(errors))),
        number(Arrays.stream(finite).min()),
        number(Arrays.stream(finite).max()),
        String.valueOf(cell.completed()),
        finite.length < MuchWorse.FEWEST_TRIALS
            ? "–"
            : String.valueOf(MuchWorse.count(cell.finalErrors())),
        String.valueOf(cell.diverged()));
  }

  private static String number(OptionalDouble value) {
    return value.isEmpty()
        ? "–"
        : Double.isInfinite(value.getAsDouble())
            ? "∞"
            : Digits.meanAndSd(value.getAsDouble(), OptionalDouble.empty());
  }
}
