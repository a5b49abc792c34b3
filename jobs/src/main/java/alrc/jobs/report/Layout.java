package alrc.jobs.report;

import alrc.jobs.report.value.Labels;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.StudyResults;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which cell stands where in a table. Without a choice it is the paper's (Ede and Beanland 2020,
 * doi 10.1088/2632-2153/ab81e2, table 1): a row for each loss and threshold, a column for each
 * batch size. Axes that were not chosen become rows, so that each cell has its own place.
 */
final class Layout {
  private static final String BATCH = "batch";

  /** What a page, a Markdown file or a printed table can show. */
  private static final int MOST_ROWS = 100;

  private static final int MOST_COLUMNS = 24;

  private final List<String> rowAxes;
  private final List<String> columnAxes;
  private final List<List<String>> columns;
  private final Map<List<String>, Map<List<String>, CellResult>> rows = new LinkedHashMap<>();
  private final int cells;

  Layout(StudyResults results, ReportOptions options) {
    List<String> axes = results.axes();
    columnAxes =
        options.columns().isEmpty()
            ? options.rows().contains(BATCH) ? List.of() : List.of(BATCH)
            : options.columns();
    rowAxes = rowAxes(axes, options);
    Set<List<String>> across = new LinkedHashSet<>();
    for (CellResult cell : results.cells()) {
      List<String> column = values(cell, columnAxes);
      across.add(column);
      rows.computeIfAbsent(values(cell, rowAxes), row -> new LinkedHashMap<>()).put(column, cell);
    }
    columns = List.copyOf(across);
    cells = results.cells().size();
  }

  private List<String> rowAxes(List<String> axes, ReportOptions options) {
    List<String> chosen = new ArrayList<>(options.rows());
    axes.stream().filter(axis -> !chosen.contains(axis)).forEach(chosen::add);
    chosen.removeAll(columnAxes);
    return chosen.isEmpty() && columnAxes.equals(List.of(BATCH))
        ? List.of("loss", "deviations")
        : List.copyOf(chosen);
  }

  private static List<String> values(CellResult cell, List<String> axes) {
    return axes.stream().map(axis -> Labels.value(cell.settings().get(axis))).toList();
  }

  /** The axes whose values begin each row. */
  List<String> rowAxes() {
    return rowAxes;
  }

  /** The headings of the columns that are shown, such as {@code batch 4}. */
  List<String> headings() {
    return columns.stream().limit(MOST_COLUMNS).map(this::heading).toList();
  }

  private String heading(List<String> column) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < column.size(); i++) {
      words.add(Labels.setting(columnAxes.get(i), column.get(i)));
    }
    return words.isEmpty() ? "error" : String.join(", ", words);
  }

  /** One row: the values of its axes, and the cell of each column; null where there is none. */
  record Row(List<String> values, List<@Nullable CellResult> cells) {}

  /** The rows that are shown. */
  List<Row> rows() {
    return rows.entrySet().stream()
        .limit(MOST_ROWS)
        .map(
            row -> {
              List<@Nullable CellResult> cells = new ArrayList<>();
              columns.stream()
                  .limit(MOST_COLUMNS)
                  .forEach(column -> cells.add(row.getValue().get(column)));
              return new Row(row.getKey(), cells);
            })
        .toList();
  }

  /** What the table leaves out, as a sentence; empty where it has all cells. */
  String leftOut() {
    long shown =
        rows().stream().flatMap(row -> row.cells().stream()).filter(Objects::nonNull).count();
    return shown == cells
        ? ""
        : "Shown are "
            + shown
            + " of "
            + cells
            + " cells; table.csv has all of them, and 'alrc report --where FIELD=VALUE' chooses"
            + " others.";
  }
}
