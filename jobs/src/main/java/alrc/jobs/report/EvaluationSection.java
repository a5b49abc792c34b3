package alrc.jobs.report;

import alrc.core.metric.Metric;
import alrc.core.metric.Metrics;
import alrc.core.stats.MeanError;
import alrc.jobs.page.Markdown;
import alrc.jobs.page.Section;
import alrc.jobs.page.Table;
import alrc.jobs.page.TableColumn;
import alrc.jobs.report.value.Digits;
import alrc.jobs.report.value.Labels;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.StudyResults;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The scores of each cell on images that no trial of it trains on. */
final class EvaluationSection implements ReportSection {
  private static final String TITLE = "Scores on held-out images";
  private static final String SPLIT = "eval_split";

  @Override
  public Optional<Section> section(Findings findings) {
    return table(findings.results()).map(table -> new Section(TITLE, table.html()));
  }

  @Override
  public String markdown(Findings findings) {
    return table(findings.results())
        .map(table -> Markdown.escaped(table.caption()) + "\n\n" + table.markdown())
        .orElse("");
  }

  /** Nothing where no finished trial has a score. */
  private static Optional<Table> table(StudyResults results) {
    List<Metric> metrics =
        Metrics.all().stream()
            .filter(m -> results.cells().stream().anyMatch(cell -> isScored(cell, m)))
            .toList();
    if (metrics.isEmpty()) {
      return Optional.empty();
    }
    List<TableColumn> columns = new ArrayList<>(List.of(TableColumn.name("cell")));
    metrics.forEach(
        m -> columns.add(TableColumn.number(m.name() + (m.largerIsBetter() ? " ↑" : " ↓"))));
    List<List<String>> rows =
        results.cells().stream()
            .filter(cell -> cell.settings().containsKey(SPLIT))
            .map(cell -> row(cell, metrics, results.axes()))
            .toList();
    return Optional.of(new Table(caption(results), columns, rows));
  }

  private static String caption(StudyResults results) {
    String splits =
        results.cells().stream()
            .map(cell -> cell.settings().get(SPLIT))
            .filter(Objects::nonNull)
            .map(String::valueOf)
            .distinct()
            .collect(Collectors.joining(" or "));
    return "Scores after the last iteration on images of the "
        + splits
        + " split; mean ± standard deviation over seeds and, in brackets, the number of completed"
        + " seeds. ↓: less is better, ↑: more is better. A cell with a diverged trial has no mean,"
        + " nor one with a seed for which the metric is not defined.";
  }

  private static boolean isScored(CellResult cell, Metric metric) {
    String column = column(metric);
    return cell.trials().stream().anyMatch(trial -> trial.containsKey(column));
  }

  private static String column(Metric metric) {
    return "eval_" + metric.name();
  }

  private static List<String> row(CellResult cell, List<Metric> metrics, List<String> axes) {
    List<String> row = new ArrayList<>(List.of(Labels.settings(cell.settings(), axes)));
    for (Metric metric : metrics) {
      MeanError mean = cell.mean(column(metric));
      String text =
          mean.known().map(known -> Digits.meanAndSd(known.value(), known.sd())).orElse("–");
      String counts = OutcomeTable.counts(cell) + OutcomeTable.why(mean);
      row.add(text + (isScored(cell, metric) ? counts : ""));
    }
    return row;
  }
}
