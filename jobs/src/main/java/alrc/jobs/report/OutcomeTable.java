package alrc.jobs.report;

import alrc.jobs.page.Table;
import alrc.jobs.page.TableColumn;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.StudyResults;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The paper's table (Ede and Beanland 2020, doi 10.1088/2632-2153/ab81e2, table 1): a row for each
 * loss and threshold, a column for each batch size; mean and standard deviation (n − 1) over seeds
 * of the final training errors, in the unit of the loss, and the number of completed seeds. Trials
 * that diverged or failed are counted in their cell.
 */
final class OutcomeTable {
  private static final String ACROSS = "batch";

  private final StudyResults results;
  private final List<String> rowAxes;
  private final List<Object> columns;
  private final Map<List<Object>, Map<Object, CellResult>> rows = new LinkedHashMap<>();

  OutcomeTable(StudyResults results) {
    this.results = results;
    this.rowAxes = rowAxes(results);
    Set<Object> across = new LinkedHashSet<>();
    for (CellResult cell : results.cells()) {
      Object column = Objects.requireNonNullElse(cell.settings().get(ACROSS), "");
      across.add(column);
      List<Object> row =
          rowAxes.stream().map(axis -> (Object) Labels.value(cell.settings().get(axis))).toList();
      rows.computeIfAbsent(row, key -> new LinkedHashMap<>()).put(column, cell);
    }
    this.columns = List.copyOf(across);
  }

  private static List<String> rowAxes(StudyResults results) {
    List<String> axes = new ArrayList<>(results.axes());
    axes.remove(ACROSS);
    if (axes.isEmpty()) {
      axes.addAll(List.of("loss", "deviations"));
    }
    return axes;
  }

  /** The table, for all formats. */
  Table table() {
    List<TableColumn> header = new ArrayList<>();
    rowAxes.forEach(axis -> header.add(TableColumn.name("deviations".equals(axis) ? "n·σ" : axis)));
    columns.forEach(column -> header.add(TableColumn.name(ACROSS + " " + Labels.value(column))));
    List<List<String>> lines = new ArrayList<>();
    rows.forEach((row, cells) -> lines.add(line(row, cells)));
    return new Table(
        LossUnit.named("Final training error", results.cells())
            + "; mean ± standard deviation over seeds and, in brackets, the number of completed"
            + " seeds. A cell with a diverged trial has no mean",
        header,
        lines);
  }

  private List<String> line(List<Object> row, Map<Object, CellResult> cells) {
    List<String> line = new ArrayList<>(row.stream().map(Object::toString).toList());
    columns.forEach(column -> line.add(cells.containsKey(column) ? plain(cells.get(column)) : "–"));
    return line;
  }

  private static String plain(CellResult cell) {
    String mean =
        cell.mean().known().map(known -> Digits.meanAndSd(known.value(), known.sd())).orElse("–");
    return mean
        + (cell.completed() > 0 ? " (" + cell.completed() + ")" : "")
        + (cell.diverged() > 0 ? ", " + cell.diverged() + " diverged" : "")
        + (cell.failed() > 0 ? ", " + cell.failed() + " failed" : "")
        + (cell.pending() > 0 ? ", " + cell.pending() + " pending" : "");
  }
}
