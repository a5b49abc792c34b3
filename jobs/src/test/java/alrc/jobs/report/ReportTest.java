package alrc.jobs.report;

import static alrc.jobs.report.ReportCells.cell;
import static alrc.jobs.report.ReportCells.diverged;
import static alrc.jobs.report.ReportCells.results;
import static alrc.jobs.report.ReportCells.trial;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.report.value.Labels;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.StudyResults;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  @Test
  void theTableHasALineForEachLossAndThresholdAndAColumnForEachBatch() {
    StudyResults results =
        results(
            cell("a", "squared", 3, 1, 2, trial(0.05), trial(0.07)),
            cell("b", "squared", Double.POSITIVE_INFINITY, 1, 2, trial(0.05), diverged()),
            cell("c", "squared", 3, 4, 1, trial(0.04)),
            cell("d", "squared", Double.POSITIVE_INFINITY, 4, 3));
    assertEquals(
        """
        | threshold n | batch 1 | batch 4 |
        |---|---|---|
        | 3 | 0.060 ± 0.014 (2) | 0.0400 (1) |
        | ∞ | – (1), 1 diverged | –, 3 pending |
        """,
        table(results));
  }

  /** As in the study of {@code docs/study.md}: the form follows from the batch there. */
  @Test
  void aSettingThatFollowsFromTheOthersSplitsNoRow() {
    StudyResults results =
        results(
            with("stacked", "constant", cell("a", "squared", 3, 1, 1, trial(0.05))),
            with("single", "piecewise", cell("b", "squared", 3, 4, 1, trial(0.06))),
            with("stacked", "constant", cell("c", "squared", 4, 1, 1, trial(0.07))),
            with("single", "piecewise", cell("d", "squared", 4, 4, 1, trial(0.08))));
    assertEquals(
        """
        | threshold n | batch 1 | batch 4 |
        |---|---|---|
        | 3 | 0.0500 (1) | 0.0600 (1) |
        | 4 | 0.0700 (1) | 0.0800 (1) |
        """,
        table(results));
    assertFalse(Report.files(results).get("table.tex").contains("kernel"));
    assertTrue(Report.files(results).get("table.csv").contains("kernel_form"));
  }

  @Test
  void iterationsThatAnOverrideSetsForABatchSplitNoRow() {
    StudyResults results =
        results(
            iterated(60, cell("a", "squared", 3, 1, 1, trial(0.05))),
            iterated(40, cell("b", "squared", 3, 4, 1, trial(0.06))),
            iterated(60, cell("c", "squared", 4, 1, 1, trial(0.07))),
            iterated(40, cell("d", "squared", 4, 4, 1, trial(0.08))));
    assertEquals(
        """
        | threshold n | batch 1 | batch 4 |
        |---|---|---|
        | 3 | 0.0500 (1) | 0.0600 (1) |
        | 4 | 0.0700 (1) | 0.0800 (1) |
        """,
        table(results));
  }

  @Test
  void twoFormsOfOneCellAreTwoRows() {
    StudyResults results =
        results(
            with("stacked", "constant", cell("a", "squared", 3, 1, 1, trial(0.05))),
            with("single", "constant", cell("b", "squared", 3, 1, 1, trial(0.06))));
    assertEquals(
        """
        | kernel_form | batch 1 |
        |---|---|
        | stacked | 0.0500 (1) |
        | single | 0.0600 (1) |
        """,
        table(results));
  }

  @Test
  void numbersAreWrittenAsOneWouldWriteThem() {
    Map<String, Double> written = new LinkedHashMap<>();
    written.put("0.0008", 8e-4);
    written.put("0.00078125", 0.00078125);
    written.put("10", 10.0);
    written.put("100000", 1e5);
    written.put("0", 0.0);
    written.put("2.5", 2.5);
    written.put("1e9", 1e9);
    written.put("1.5e-7", 1.5e-7);
    written.put("-0.1", -0.1);
    written.put("∞", Double.POSITIVE_INFINITY);
    written.forEach((text, number) -> assertEquals(text, Labels.value(number)));
  }

  @Test
  void theCsvHasALineForEachCellWithItsCounts() {
    StudyResults results =
        results(
            cell("a", "squared", 3, 1, 3, trial(0.05)),
            cell("b", "squared", 3, 4, 3, trial(0.05), diverged()),
            cell("c", "squared", 3, 8, 3));
    assertEquals(
        """
        cell_id,loss,deviations,batch,planned,completed,diverged,failed,pending,mean,sd,mean_low,mean_high,median,median_low,median_high,iqm,iqm_low,iqm_high,common_mse,clip_fraction
        a,squared,3.0,1,3,1,0,0,2,0.05,,,,0.05,,,0.05,,,,0.125
        b,squared,3.0,4,3,1,1,0,1,,,,,Infinity,0.05,Infinity,Infinity,0.05,Infinity,,0.0625
        c,squared,3.0,8,3,0,0,0,3,,,,,,,,,,,,
        """,
        Report.files(results).get("table.csv"));
  }

  /** A mean over the seeds that have a score would be of other trials than it says. */
  @Test
  void aMeanThatLacksSeedsIsLeftOutAndSaidSo() {
    CellResult whole = scored("a", 3, 0.1, 0.2, 0.3);
    CellResult lacking = scored("b", 4, 0.1, 0.2, Double.NaN);
    Map<String, String> files = Report.files(results(whole, lacking));
    List<String> lines = files.get("table.csv").lines().toList();
    assertTrue(lines.get(0).endsWith(",eval_rmse"), lines.get(0));
    assertTrue(lines.get(1).endsWith(",0.20000000000000004"), lines.get(1));
    assertTrue(lines.get(2).endsWith(","), lines.get(2));
    String text = files.get("table.md");
    assertTrue(text.contains("| 0.20 ± 0.10 (3) |"), text);
    assertTrue(text.contains("| – (3), 1 of 3 trials have no value |"), text);
  }

  private static CellResult scored(String id, double n, double... scores) {
    List<Map<String, Object>> trials = new ArrayList<>();
    for (double score : scores) {
      Map<String, Object> row = new LinkedHashMap<>(trial(0.05));
      if (!Double.isNaN(score)) {
        row.put("eval_rmse", score);
      }
      trials.add(row);
    }
    CellResult cell = cell(id, "squared", n, 1, 3, trials);
    Map<String, Object> settings = new LinkedHashMap<>(cell.settings());
    settings.put("eval_split", "validation");
    return cell.withSettings(settings);
  }

  @Test
  void allDivergedAndNothingDoneAreReportedAsSuch() {
    String diverged =
        Report.files(results(cell("a", "squared", 3, 1, 2, diverged(), diverged())))
            .get("table.md");
    assertTrue(diverged.contains("–, 2 diverged"), diverged);
    Map<String, String> empty = Report.files(new StudyResults("none", List.of()));
    assertTrue(empty.get("report.html").contains("0 cells, 0 trials"));
    assertFalse(empty.get("curves.svg").contains("NaN"));
  }

  @Test
  void theStudysNameIsEscaped() {
    StudyResults results = new StudyResults("<script>alert(1)</script>", List.of());
    Map<String, String> files = Report.files(results);
    assertFalse(files.get("report.html").contains("<script>"), "no figures, no script either");
    assertFalse(files.get("curves.svg").contains("<script>"));
  }

  /** The table alone, without its caption. */
  private static String table(StudyResults results) {
    String text = Report.files(results).get("table.md");
    return text.substring(text.indexOf("| "));
  }

  private static CellResult with(String form, String schedule, CellResult cell) {
    Map<String, Object> settings = new LinkedHashMap<>(cell.settings());
    settings.put("schedule", schedule);
    settings.put("kernel_form", form);
    return cell.withSettings(settings);
  }

  private static CellResult iterated(int iterations, CellResult cell) {
    Map<String, Object> settings = new LinkedHashMap<>(cell.settings());
    settings.put("iterations", iterations);
    return cell.withSettings(settings);
  }

  @Test
  void noFormulaOfAHeadingIsBroken() {
    List<Map<String, Object>> trials = List.of(ReportCells.trial(1));
    StudyResults results =
        new StudyResults("s", List.of(ReportCells.cell("c", "quartic", 2, 1, 1, trials)));
    String page = Report.files(results).get("report.html");
    List<String> headings = page.lines().filter(line -> line.startsWith("<h2")).toList();
    assertTrue(headings.get(0).contains("quartic: (p\u00a0−\u00a0t)⁴</h2>"), headings::toString);
    assertTrue(headings.stream().noneMatch(line -> line.contains("p − t")), headings::toString);
  }
}
