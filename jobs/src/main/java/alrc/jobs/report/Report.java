package alrc.jobs.report;

import alrc.jobs.ledger.GivenUp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Turns the results of a study into the files a reader wants: a pure function. */
public final class Report {
  private Report() {}

  /** File names and their text: report.html, table.md, table.tex, table.csv, curves.svg. */
  public static Map<String, String> files(StudyResults results) {
    OutcomeTable table = new OutcomeTable(results);
    ComparisonTable comparisons = new ComparisonTable(results);
    LearningCurves curves = new LearningCurves(results);
    Map<String, String> files = new LinkedHashMap<>();
    files.put("table.md", table.markdown() + comparisons.markdown() + failures(results));
    files.put("table.tex", table.latex());
    files.put("table.csv", table.csv());
    files.put("curves.svg", curves.all());
    files.put(
        "report.html",
        page(results, table.html() + comparisons.html() + failuresHtml(results), curves.byLoss()));
    return files;
  }

  private static String page(StudyResults results, String tables, List<String> curves) {
    String body =
        """
        <h1>%s</h1>
        <p>%s</p>
        <h2>Final training error</h2>
        <p>Mean, standard deviation (n&nbsp;−&nbsp;1) over seeds, both × 100, and in brackets the number
        of completed seeds.</p>
        %s
        <h2>What was clipped</h2>
        %s
        <h2>Learning curves</h2>
        <p>Boxcar means; the line is the mean over seeds, the band reaches from the lowest seed to the
        highest.</p>
        %s
        """
            .formatted(
                Labels.html(results.study()),
                counts(results),
                tables,
                clipping(results),
                String.join("\n", curves));
    return Page.html(results.study(), "", body);
  }

  private static String failures(StudyResults results) {
    return results.givenUp().isEmpty() ? "" : "\n" + failureWords(results) + "\n";
  }

  private static String failuresHtml(StudyResults results) {
    return results.givenUp().isEmpty()
        ? ""
        : "<h2>What failed</h2>\n<pre>" + Labels.html(failureWords(results)) + "</pre>\n";
  }

  private static String failureWords(StudyResults results) {
    int all = results.cells().stream().mapToInt(CellResult::failed).sum();
    return GivenUp.words(results.givenUp(), all);
  }

  private static String counts(StudyResults results) {
    long completed = results.cells().stream().mapToLong(CellResult::completed).sum();
    long diverged = results.cells().stream().mapToLong(CellResult::diverged).sum();
    long failed = results.cells().stream().mapToLong(CellResult::failed).sum();
    long pending = results.cells().stream().mapToLong(CellResult::pending).sum();
    return String.format(
        "%d cells, %d trials: %d completed, %d diverged, %d failed, %d pending.",
        results.cells().size(),
        completed + diverged + failed + pending,
        completed,
        diverged,
        failed,
        pending);
  }

  private static String clipping(StudyResults results) {
    List<String> axes = results.axes();
    return results.cells().stream()
        .map(
            cell ->
                String.format(
                    "<tr><td>%s</td><td>%s&nbsp;%%</td></tr>",
                    Labels.html(Labels.settings(cell.settings(), axes)),
                    Labels.hundredfold(cell.clipFraction(), 2)))
        .collect(
            Collectors.joining(
                "\n",
                "<table><thead><tr><th>cell</th><th>losses clipped</th></tr></thead>\n<tbody>\n",
                "\n</tbody></table>"));
  }
}
