package alrc.jobs.report;

import alrc.jobs.ledger.GivenUp;
import alrc.jobs.page.Markdown;
import alrc.jobs.page.Page;
import alrc.jobs.page.Section;
import alrc.jobs.page.Table;
import alrc.jobs.page.TableColumn;
import alrc.jobs.page.Templates;
import gg.jte.Content;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Turns the results of a study into the files a reader wants: a pure function. */
public final class Report {
  private static final String CURVES =
      "Boxcar means of the training error. The line is the mean over seeds; the band reaches from"
          + " the lowest seed to the highest.";

  private Report() {}

  /** File names and their text: report.html, table.md, the other tables and curves.svg. */
  public static Map<String, String> files(StudyResults results) {
    Decisions decisions = Decisions.of(results);
    List<String> answer = Answer.lines(results, decisions);
    OutcomeTable table = new OutcomeTable(results);
    ComparisonTable comparisons = new ComparisonTable(results);
    LearningCurves curves = new LearningCurves(results);
    Map<String, String> files = new LinkedHashMap<>();
    files.put("table.md", markdown(results, answer, table.table(), comparisons));
    files.put("table.tex", table.table().latex());
    files.put("table.csv", CellTable.csv(results));
    files.put("comparisons.csv", decisions.csv());
    files.put("curves.svg", curves.all().text());
    files.put("report.html", page(results, answer, table.table(), comparisons, curves).html());
    return files;
  }

  private static String markdown(
      StudyResults results, List<String> answer, Table table, ComparisonTable comparisons) {
    StringBuilder text = new StringBuilder();
    answer.forEach(line -> text.append(Markdown.escaped(line)).append("\n\n"));
    text.append(Markdown.escaped(table.caption())).append(".\n\n").append(table.markdown());
    if (!comparisons.isEmpty()) {
      text.append("\n").append(Markdown.escaped(comparisons.explanation())).append("\n\n");
      text.append(comparisons.table().markdown());
    }
    for (String failure : failures(results)) {
      text.append("\n").append(Markdown.escaped(failure)).append("\n");
    }
    return text.toString();
  }

  private static Page page(
      StudyResults results,
      List<String> answer,
      Table table,
      ComparisonTable comparisons,
      LearningCurves curves) {
    List<Section> sections = new ArrayList<>();
    String title = LossUnit.named("Final training error", results.cells());
    sections.add(new Section(title, table.html()));
    if (!comparisons.isEmpty()) {
      sections.add(
          section(
              "Against n = ∞, until decided",
              Templates.content("page/paragraph.jte", comparisons.explanation()),
              comparisons.table().html()));
    }
    if (!results.givenUp().isEmpty()) {
      sections.add(
          new Section("What failed", Templates.content("page/lines.jte", failures(results))));
    }
    sections.add(new Section("What was clipped", clipping(results).html()));
    sections.add(
        section(
            "Learning curves",
            Templates.content("page/paragraph.jte", CURVES),
            Templates.content("page/drawings.jte", curves.byLoss())));
    List<String> lead = new ArrayList<>(answer);
    lead.add(counts(results));
    return new Page(results.study(), Templates.content("page/lines.jte", lead), sections);
  }

  private static Section section(String title, Content first, Content second) {
    return new Section(
        title,
        output -> {
          first.writeTo(output);
          second.writeTo(output);
        });
  }

  private static List<String> failures(StudyResults results) {
    if (results.givenUp().isEmpty()) {
      return List.of();
    }
    int all = results.cells().stream().mapToInt(CellResult::failed).sum();
    return GivenUp.words(results.givenUp(), all).lines().toList();
  }

  private static String counts(StudyResults results) {
    long completed = results.cells().stream().mapToLong(CellResult::completed).sum();
    long diverged = results.cells().stream().mapToLong(CellResult::diverged).sum();
    long failed = results.cells().stream().mapToLong(CellResult::failed).sum();
    long pending = results.cells().stream().mapToLong(CellResult::pending).sum();
    return String.format(
        Locale.ROOT,
        "%d cells, %d trials: %d completed, %d diverged, %d failed, %d pending.",
        results.cells().size(),
        completed + diverged + failed + pending,
        completed,
        diverged,
        failed,
        pending);
  }

  private static Table clipping(StudyResults results) {
    List<String> axes = results.axes();
    List<List<String>> rows =
        results.cells().stream()
            .map(cell -> List.of(Labels.settings(cell.settings(), axes), clipped(cell)))
            .toList();
    return new Table(
        "Losses that were clipped, per cell, in percent of all losses",
        List.of(TableColumn.name("cell"), TableColumn.number("clipped (%)")),
        rows);
  }

  private static String clipped(CellResult cell) {
    OptionalDouble fraction = cell.clipFraction();
    return fraction.isEmpty()
        ? "–"
        : String.format(Locale.ROOT, "%.2f", 100 * fraction.getAsDouble());
  }
}
