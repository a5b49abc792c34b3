package alrc.jobs.page;

import gg.jte.Content;
import java.util.List;

/**
 * A table of text, written once for all formats. The first value of a row is its heading.
 *
 * @param caption what it shows, plain text
 * @param columns at least one
 * @param rows each has one value per column, plain text
 */
public record Table(String caption, List<TableColumn> columns, List<List<String>> rows) {
  /** Copies the lists and checks the rows' lengths. */
  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row of " + row.size() + " values in a table of " + columns.size() + " columns");
      }
    }
  }

  /** Returns the table for a page; it scrolls by itself where it is wider than the page. */
  public Content html() {
    return Templates.content("page/table.jte", this);
  }

  /** Returns the table in GitHub's Markdown. */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    text.append(Markdown.row(columns.stream().map(TableColumn::name).toList()));
    text.append("|").append("---|".repeat(columns.size())).append("\n");
    rows.forEach(row -> text.append(Markdown.row(row)));
    return text.toString();
  }

  /** Returns the table as a LaTeX {@code tabular}. */
  public String latex() {
    StringBuilder text =
        new StringBuilder("\\begin{tabular}{" + "l".repeat(columns.size()) + "}\n\\hline\n");
    text.append(Latex.row(columns.stream().map(TableColumn::name).toList())).append("\\hline\n");
    rows.forEach(row -> text.append(Latex.row(row)));
    return text.append("\\hline\n\\end{tabular}\n").toString();
  }
}
