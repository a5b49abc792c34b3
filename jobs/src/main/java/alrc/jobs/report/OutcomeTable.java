package alrc.jobs.report;

import alrc.core.stats.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The paper's table (Ede and Beanland 2020, doi 10.1088/2632-2153/ab81e2, table 1): a row for each
 * loss and threshold, a column for each batch size; mean and standard deviation (n − 1) over seeds
 * of the final training errors, both times 100, and the number of completed seeds. Trials that
 * diverged or failed are named in their cell.
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

  String markdown() {
    StringBuilder text = new StringBuilder("| " + String.join(" | ", header()) + " |\n");
    text.append("|").append("---|".repeat(header().size())).append("\n");
    rows.forEach(
        (row, cells) ->
            text.append("| ")
                .append(String.join(" | ", line(row, cells, this::plain)))
                .append(" |\n"));
    return text.toString();
  }

  String html() {
    StringBuilder text = new StringBuilder("<table>\n<thead><tr>");
    header().forEach(name -> text.append("<th>").append(Labels.html(name)).append("</th>"));
    text.append("</tr></thead>\n<tbody>\n");
    rows.forEach(
        (row, cells) -> {
          text.append("<tr>");
          line(row, cells, this::plain)
              .forEach(value -> text.append("<td>").append(Labels.html(value)).append("</td>"));
          text.append("</tr>\n");
        });
    return text.append("</tbody>\n</table>\n").toString();
  }

  String latex() {
    int width = header().size();
    StringBuilder text =
        new StringBuilder("\\begin{tabular}{" + "l".repeat(width) + "}\n\\hline\n");
    text.append(joinLatex(header())).append("\\hline\n");
    rows.forEach((row, cells) -> text.append(joinLatex(line(row, cells, this::plain))));
    return text.append("\\hline\n\\end{tabular}\n").toString();
  }

  /** One line per cell: settings, counts, mean and sd (not multiplied). */
  String csv() {
    Set<String> names = new LinkedHashSet<>();
    results.cells().forEach(cell -> names.addAll(cell.settings().keySet()));
    StringBuilder text = new StringBuilder("cell_id," + String.join(",", names));
    text.append(",planned,completed,diverged,failed,pending,mean,sd,clip_fraction\n");
    for (CellResult cell : results.cells()) {
      Optional<Summary> errors = cell.finalErrors();
      List<Object> values = new ArrayList<>(List.of(cell.cellId()));
      names.forEach(name -> values.add(Objects.toString(cell.settings().get(name), "")));
      values.add(cell.planned());
      values.addAll(List.of(cell.completed(), cell.diverged(), cell.failed(), cell.pending()));
      values.add(errors.map(e -> String.valueOf(e.mean())).orElse(""));
      values.add(errors.map(e -> e.count() < 2 ? "" : String.valueOf(e.sd())).orElse(""));
      values.add(cell.trials().isEmpty() ? "" : String.valueOf(cell.clipFraction()));
      text.append(values.stream().map(OutcomeTable::csvField).collect(Collectors.joining(",")))
          .append("\n");
    }
    return text.toString();
  }

  private List<String> header() {
    List<String> header = new ArrayList<>();
    rowAxes.forEach(axis -> header.add("deviations".equals(axis) ? "n·σ" : axis));
    columns.forEach(column -> header.add(ACROSS + " " + Labels.value(column)));
    return header;
  }

  private List<String> line(
      List<Object> row, Map<Object, CellResult> cells, Function<CellResult, String> written) {
    List<String> line = new ArrayList<>(row.stream().map(Object::toString).toList());
    columns.forEach(
        column -> line.add(cells.containsKey(column) ? written.apply(cells.get(column)) : "–"));
    return line;
  }

  private String plain(CellResult cell) {
    String figures =
        cell.finalErrors()
            .map(
                e ->
                    String.format(
                        "%s, %s (%d)",
                        Labels.hundredfold(e.mean(), 2), Labels.hundredfold(e.sd(), 3), e.count()))
            .orElse("–");
    return figures
        + (cell.diverged() > 0 ? ", " + cell.diverged() + " diverged" : "")
        + (cell.failed() > 0 ? ", " + cell.failed() + " failed" : "")
        + (cell.pending() > 0 ? ", " + cell.pending() + " pending" : "");
  }

  private static String joinLatex(List<String> values) {
    return values.stream()
            .map(v -> v.replace("&", "\\&").replace("_", "\\_").replace("%", "\\%"))
            .map(v -> v.replace("∞", "$\\infty$").replace("n·σ", "$n$").replace("–", "--"))
            .collect(Collectors.joining(" & "))
        + " \\\\\n";
  }

  private static String csvField(Object value) {
    String text = value.toString();
    return text.matches("[^,\"\\r\\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
