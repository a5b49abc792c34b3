package alrc.jobs.report;

import alrc.core.stats.MeanError;
import alrc.jobs.page.Table;
import alrc.jobs.page.TableColumn;
import alrc.jobs.report.value.Digits;
import alrc.jobs.report.value.Labels;
import alrc.jobs.results.CellResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Mean and standard deviation (n − 1) over seeds of an error, and the number of completed seeds, of
 * each cell in its place. Trials that diverged, failed or are pending are counted in their cell.
 */
final class OutcomeTable {
  private final Findings findings;
  private final Measure measure;
  private final Layout layout;
  private final Marks marks;

  OutcomeTable(Findings findings, Measure measure) {
    this.findings = findings;
    this.measure = measure;
    this.layout = new Layout(findings.results(), findings.options());
    this.marks = new Marks(findings, measure);
  }

  /** The table, for HTML and Markdown. */
  Table table() {
    List<TableColumn> header = new ArrayList<>();
    layout.rowAxes().forEach(axis -> header.add(TableColumn.name(Labels.axis(axis))));
    layout.headings().forEach(heading -> header.add(TableColumn.name(heading)));
    return new Table(caption(), header, layout.rows().stream().map(this::line).toList());
  }

  /** The table for LaTeX. */
  String latex() {
    return new LatexTable(caption(), layout, measure, marks).text();
  }

  private String caption() {
    return Stream.of(
            measure.words(findings.results().cells())
                + "; mean ± standard deviation over seeds and, in brackets, the number of completed"
                + " seeds. A cell with a diverged trial has no mean.",
            marks.explanation(),
            findings.leftOut(),
            layout.leftOut())
        .filter(sentence -> !sentence.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private List<String> line(Layout.Row row) {
    List<String> line = new ArrayList<>(row.values());
    row.cells().forEach(cell -> line.add(entry(cell)));
    return line;
  }

  private String entry(@Nullable CellResult cell) {
    if (cell == null) {
      return "–";
    }
    MeanError mean = measure.mean(cell);
    return mean.known().map(known -> Digits.meanAndSd(known.value(), known.sd())).orElse("–")
        + counts(cell)
        + why(mean)
        + (marks.of(cell).isEmpty() ? "" : " " + marks.of(cell));
  }

  /** Why there is no mean, where {@link #counts} does not say it. */
  static String why(MeanError mean) {
    return mean instanceof MeanError.Incomplete ? ", " + mean.reason() : "";
  }

  /** The number of completed seeds, and what else became of trials. */
  static String counts(CellResult cell) {
    return (cell.completed() > 0 ? " (" + cell.completed() + ")" : "")
        + (cell.diverged() > 0 ? ", " + cell.diverged() + " diverged" : "")
        + (cell.failed() > 0 ? ", " + cell.failed() + " failed" : "")
        + (cell.pending() > 0 ? ", " + cell.pending() + " pending" : "");
  }
}
