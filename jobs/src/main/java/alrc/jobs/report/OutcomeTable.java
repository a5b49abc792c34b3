package alrc.jobs.report;

import alrc.core.stats.Summary;
import alrc.jobs.page.Csv;
import alrc.jobs.page.Table;
import alrc.jobs.page.TableColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The paper's table (Ede and Beanland 2020, doi 10.1088/2632-2153/ab81e2, table 1): a row for each
 * loss and threshold, a column for each batch size; mean and standard deviation (n − 1) over seeds
 * of the final training errors, both times 100, and the number of completed seeds. Trials that
 * diverged or failed are named in their cell.
 */
final class OutcomeTable {
  private static final String ACROSS = "batch";

  private static final List<String> FIGURES =
      List.of(
          "planned", "completed", "diverged", "failed", "pending", "mean", "sd", "clip_fraction");

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
        "Mean and standard deviation over seeds, both × 100; in brackets, the number of completed"
            + " seeds",
        header,
        lines);
  }

  /** One line per cell: settings, counts, mean and sd (not multiplied). */
  String csv() {
    Set<String> names = new LinkedHashSet<>();
    results.cells().forEach(cell -> names.addAll(cell.settings().keySet()));
    List<String> header = new ArrayList<>(List.of("cell_id"));
    header.addAll(names);
    header.addAll(FIGURES);
    return Csv.text(header, results.cells().stream().map(cell -> record(cell, names)).toList());
  }

  private static List<@Nullable Object> record(CellResult cell, Set<String> names) {
    Optional<Summary> errors = cell.finalErrors();
    List<@Nullable Object> values = new ArrayList<>(List.of(cell.cellId()));
    names.forEach(name -> values.add(cell.settings().get(name)));
    values.add(cell.planned());
    values.addAll(List.of(cell.completed(), cell.diverged(), cell.failed(), cell.pending()));
    values.add(errors.map(Summary::mean).orElse(null));
    values.add(errors.filter(e -> e.count() > 1).map(Summary::sd).orElse(null));
    values.add(cell.trials().isEmpty() ? null : cell.clipFraction());
    return values;
  }

  private List<String> line(List<Object> row, Map<Object, CellResult> cells) {
    List<String> line = new ArrayList<>(row.stream().map(Object::toString).toList());
    columns.forEach(column -> line.add(cells.containsKey(column) ? plain(cells.get(column)) : "–"));
    return line;
  }

  private static String plain(CellResult cell) {
    String figures =
        cell.finalErrors()
            .map(
                e ->
                    String.format(
                        Locale.ROOT,
                        "%s, %s (%d)",
                        Labels.hundredfold(e.mean(), 2),
                        Labels.hundredfold(e.sd(), 3),
                        e.count()))
            .orElse("–");
    return figures
        + (cell.diverged() > 0 ? ", " + cell.diverged() + " diverged" : "")
        + (cell.failed() > 0 ? ", " + cell.failed() + " failed" : "")
        + (cell.pending() > 0 ? ", " + cell.pending() + " pending" : "");
  }
}
