package alrc.jobs.report;

import alrc.core.stats.MeanError;
import alrc.jobs.page.Latex;
import alrc.jobs.report.value.Digits;
import alrc.jobs.report.value.Labels;
import alrc.jobs.report.value.SiNumber;
import alrc.jobs.results.CellResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table of errors in LaTeX: {@code booktabs} for its lines, an {@code S} column of {@code
 * siunitx} for each column of means, and beside it a narrow one for the number of seeds and the
 * mark.
 */
final class LatexTable {
  private static final String PREAMBLE =
      """
      % needs \\usepackage{booktabs} and \\usepackage{siunitx}
      """;

  private final String caption;
  private final Layout layout;
  private final Measure measure;
  private final Marks marks;

  LatexTable(String caption, Layout layout, Measure measure, Marks marks) {
    this.caption = caption;
    this.layout = layout;
    this.measure = measure;
    this.marks = marks;
  }

  String text() {
    List<String> headings = layout.headings();
    List<Layout.Row> rows = layout.rows();
    StringBuilder text = new StringBuilder(PREAMBLE);
    text.append("\\begin{table}\n\\centering\n\\caption{")
        .append(Latex.escaped(caption))
        .append("}\n\\begin{tabular}{")
        .append("l".repeat(layout.rowAxes().size()));
    for (int i = 0; i < headings.size(); i++) {
      text.append("\n  ").append(column(rows, i)).append("@{\\,}l");
    }
    text.append("}\n\\toprule\n").append(header(headings)).append("\\midrule\n");
    rows.forEach(row -> text.append(line(row)));
    return text.append("\\bottomrule\n\\end{tabular}\n\\end{table}\n").toString();
  }

  private String header(List<String> headings) {
    List<String> names = new ArrayList<>();
    layout.rowAxes().forEach(axis -> names.add(Latex.escaped(Labels.axis(axis))));
    headings.forEach(h -> names.add("\\multicolumn{2}{c}{" + Latex.escaped(h) + "}"));
    return row(names);
  }

  private String line(Layout.Row row) {
    List<String> values = new ArrayList<>();
    row.values().forEach(value -> values.add(Latex.escaped(value)));
    row.cells().forEach(cell -> values.addAll(entry(cell)));
    return row(values);
  }

  private static String row(List<String> values) {
    return String.join(" & ", values) + " \\\\\n";
  }

  /** The number for the {@code S} column, and the text beside it. */
  private List<String> entry(@Nullable CellResult cell) {
    if (cell == null) {
      return List.of("{--}", "");
    }
    String counts =
        (OutcomeTable.counts(cell) + OutcomeTable.why(measure.mean(cell)))
            .replaceFirst("^(, | )", "");
    return List.of(
        number(cell).map(SiNumber::text).orElse("{--}"),
        Latex.escaped(counts)
            + (marks.of(cell).isEmpty() ? "" : " " + Latex.escaped(marks.of(cell))));
  }

  private Optional<SiNumber> number(@Nullable CellResult cell) {
    return cell == null ? Optional.empty() : measure.mean(cell).known().map(LatexTable::number);
  }

  private static SiNumber number(MeanError.Known known) {
    return SiNumber.of(Digits.meanAndSd(known.value(), known.sd()));
  }

  private String column(List<Layout.Row> rows, int index) {
    List<SiNumber> numbers =
        rows.stream().map(row -> number(row.cells().get(index))).flatMap(Optional::stream).toList();
    return numbers.isEmpty() ? "c" : "S[" + SiNumber.format(numbers) + "]";
  }
}
