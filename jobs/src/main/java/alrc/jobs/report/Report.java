package alrc.jobs.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Turns the results of a study into the files a reader wants: a pure function. */
public final class Report {
  private static final String STYLE =
      """
      body { font-family: sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
             color: #222; }
      table { border-collapse: collapse; margin: 1rem 0; }
      th, td { border-bottom: 1px solid #ccc; padding: .3rem .8rem; text-align: left; }
      th { border-bottom: 2px solid #666; }
      svg { max-width: 100%; height: auto; }
      """;

  private Report() {}

  /** File names and their text: report.html, table.md, table.tex, table.csv, curves.svg. */
  public static Map<String, String> files(StudyResults results) {
    OutcomeTable table = new OutcomeTable(results);
    LearningCurves curves = new LearningCurves(results);
    Map<String, String> files = new LinkedHashMap<>();
    files.put("table.md", table.markdown());
    files.put("table.tex", table.latex());
    files.put("table.csv", table.csv());
    files.put("curves.svg", curves.all());
    files.put("report.html", page(results, table, curves.byLoss()));
    return files;
  }

  private static String page(StudyResults results, OutcomeTable table, List<String> curves) {
    String title = Labels.html(results.study());
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s</title>
        <style>
        %2$s</style>
        </head>
        <body>
        <h1>%1$s</h1>
        <p>%3$s</p>
        <h2>Final training error</h2>
        <p>Mean, standard deviation (n&nbsp;−&nbsp;1) over seeds, both × 100, and in brackets the number
        of completed seeds.</p>
        %4$s
        <h2>What was clipped</h2>
        %5$s
        <h2>Learning curves</h2>
        <p>Boxcar means; the line is the mean over seeds, the band reaches from the lowest seed to the
        highest.</p>
        %6$s
        </body>
        </html>
        """
        .formatted(
            title,
            STYLE,
            counts(results),
            table.html(),
            clipping(results),
            String.join("\n", curves));
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
