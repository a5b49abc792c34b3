package alrc.jobs.report;

import static alrc.jobs.report.ReportCells.cell;
import static alrc.jobs.report.ReportCells.trial;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.report.value.FieldValue;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.StudyResults;
import alrc.settings.UserMistake;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a user may choose: baseline, margin, rows, columns and cells. */
class ReportChoicesTest {
  private static final double OFF = Double.POSITIVE_INFINITY;

  /** Two thresholds, two batches; batch 4 is lower by 10 %. */
  private static final StudyResults STUDY =
      ReportCells.results(
          of("a", "squared", 3, 1, 1.0),
          of("b", "squared", OFF, 1, 1.001),
          of("c", "squared", 3, 4, 0.9),
          of("d", "squared", OFF, 4, 0.901));

  @Test
  void anyValueOfAnAxisIsABaseline() {
    Map<String, String> files = Report.files(STUDY, options("--baseline", "batch=1"));
    assertEquals(List.of("c,a,4", "d,b,4"), starts(files.get("comparisons.csv"), 3));
    String page = files.get("report.html");
    assertTrue(page.contains("batch 4 lowers the final squared error at n = 3"), page);
    assertTrue(page.contains("the cell with the same settings but batch 1"), page);
  }

  @Test
  void oneCellIsABaselineForAllOthers() {
    Map<String, String> files = Report.files(STUDY, options("--baseline", "cell=c"));
    assertEquals(List.of("a,c", "b,c", "d,c"), starts(files.get("comparisons.csv"), 2));
  }

  /** Without a rule there is no threshold, and no decay. */
  @Test
  void aSettingThatDoesNotApplyToTheBaselineMayDiffer() {
    CellResult none = ruled("n", "none", Map.of(), 1.0);
    CellResult alrc = ruled("a", "alrc", Map.of("deviations", 3.0, "decay", 0.9), 0.9);
    CellResult slow = ruled("s", "alrc", Map.of("deviations", 3.0, "decay", 0.999), 0.95);
    StudyResults results = ReportCells.results(alrc, slow, none);
    String csv = Report.files(results, options("--baseline", "rule=none")).get("comparisons.csv");
    assertEquals(List.of("a,n", "s,n"), starts(csv, 2));
  }

  @Test
  void differentLossesAreComparedByTheErrorTheyHaveInCommon() {
    CellResult squared = common("a", "squared", 0.05, 0.05);
    CellResult quartic = common("b", "quartic", 0.002, 0.04);
    StudyResults results = ReportCells.results(squared, quartic);
    Map<String, String> files = Report.files(results, options("--baseline", "loss=squared"));
    assertTrue(
        files.get("table.md").startsWith("loss quartic lowers the final mean squared error by 20"),
        files.get("table.md"));
    assertTrue(
        files.get("table.md").contains("Mean squared error of the same predictions: (p − t)²"));
    StudyResults old =
        ReportCells.results(of("a", "squared", 3, 1, 1.0), of("b", "quartic", 3, 1, 1.0));
    refused(
        old,
        options("--baseline", "loss=squared"),
        "--baseline loss=squared: cells of different losses are compared by common_mse, which these"
            + " trials do not have; they were trained by an earlier version");
  }

  @Test
  void theMarginDecidesWhatMakesNoDifference() {
    CellResult cell = cell("c", "squared", 3, 1, 4, trials(1.030, 1.032, 1.029, 1.031));
    StudyResults results = ReportCells.results(cell, of("o", "squared", OFF, 1, 1.0));
    ReportOptions narrow = options("--baseline", "deviations=.inf");
    assertTrue(Report.files(results, narrow).get("table.md").contains("n = 3 raises"));
    ReportOptions wide = new ReportOptions(5, narrow.baseline(), List.of(), List.of(), List.of());
    String text = Report.files(results, wide).get("table.md");
    assertTrue(text.contains("the interval lies within ±5 %"), text);
  }

  @Test
  void rowsAndColumnsAreAnyAxes() {
    ReportOptions turned =
        new ReportOptions(1, Optional.empty(), List.of("batch"), List.of("deviations"), List.of());
    String text = Report.files(STUDY, turned).get("table.md");
    assertEquals(
        "| batch | n = 3 | n = ∞ |",
        text.lines().filter(l -> l.startsWith("|")).findFirst().orElseThrow());
    ReportOptions one =
        new ReportOptions(
            1, Optional.empty(), List.of("deviations", "batch"), List.of(), List.of());
    assertTrue(
        Report.files(STUDY, one).get("table.md").contains("| threshold n | batch | error |"));
  }

  @Test
  void whereChoosesCellsAndThePageSaysSo() {
    ReportOptions where = options("--where", "batch=4");
    Map<String, String> files = Report.files(STUDY, where);
    assertEquals(List.of("c", "d"), starts(files.get("table.csv"), 1));
    assertTrue(
        files
            .get("report.html")
            .contains(
                "--where batch=4 chooses 2 of 4 cells; the others are left out everywhere but as"
                    + " baselines."));
    ReportOptions both =
        new ReportOptions(
            1,
            Optional.of(FieldValue.parse("--baseline", "batch=1")),
            List.of(),
            List.of(),
            where.where());
    assertEquals(2, starts(Report.files(STUDY, both).get("comparisons.csv"), 1).size());
  }

  @Test
  void wrongChoicesAreOneLineThatSaysWhatIsPossible() {
    refused(
        STUDY,
        options("--where", "bach=4"),
        "--where bach: is not a setting of this study; did you mean 'batch'?");
    refused(
        STUDY,
        options("--where", "temperature=4"),
        "--where temperature: is not a setting of this study; its cells differ in deviations,"
            + " batch");
    refused(
        STUDY,
        options("--where", "batch=3"),
        "--where batch=3: no cell has this value; batch is 1, 4");
    refused(
        STUDY,
        options("--baseline", "loss=squared"),
        "--baseline loss=squared: all cells have this value; choose a field in which they differ:"
            + " deviations, batch");
    refused(
        STUDY,
        options("--baseline", "cell=x"),
        "--baseline cell=x: no cell has this value; table.csv lists the ids");
    refused(
        STUDY,
        new ReportOptions(1, Optional.empty(), List.of("batch", "batch"), List.of(), List.of()),
        "--rows batch: occurs twice");
    assertEquals(
        "--where 'batch': must be FIELD=VALUE, such as batch=4 or deviations=.inf",
        assertThrows(UserMistake.class, () -> FieldValue.parse("--where", "batch")).getMessage());
  }

  /** Seeds 0 to 3 with a small common noise, so that the best cell is clear or not. */
  @Test
  void theBestCellAndThoseThatAreNotDistinguishedAreMarked() {
    String text = Report.files(STUDY).get("table.md");
    assertTrue(text.contains("0.9000 ± 0.0013 (4) ★"), text);
    assertTrue(text.contains("0.9010 ± 0.0013 (4) ☆"), text);
    assertFalse(text.contains("1.0000 ± 0.0013 (4) ☆"), text);
    assertTrue(
        text.contains(
            "★: lowest mean. ☆: not distinguishable from it (paired t-test with it, or Mann–Whitney"
                + " where a trial diverged: p \\> 0.05 after Holm's correction for 3"
                + " comparisons)."),
        text);
  }

  private static void refused(StudyResults results, ReportOptions options, String message) {
    assertEquals(
        message,
        assertThrows(UserMistake.class, () -> Report.files(results, options)).getMessage());
  }

  private static ReportOptions options(String option, String value) {
    FieldValue parsed = FieldValue.parse(option, value);
    return new ReportOptions(
        1,
        option.equals("--baseline") ? Optional.of(parsed) : Optional.empty(),
        List.of(),
        List.of(),
        option.equals("--where") ? List.of(parsed) : List.of());
  }

  private static List<String> starts(String csv, int fields) {
    return csv.lines()
        .skip(1)
        .map(line -> String.join(",", List.of(line.split(",")).subList(0, fields)))
        .toList();
  }

  private static CellResult of(String id, String loss, double n, int batch, double mean) {
    return cell(
        id, loss, n, batch, 4, trials(mean - 0.001, mean + 0.0012, mean + 0.0011, mean - 0.0013));
  }

  private static List<Map<String, Object>> trials(double... errors) {
    List<Map<String, Object>> trials = new ArrayList<>();
    for (double error : errors) {
      trials.add(trial(error));
    }
    return trials;
  }

  private static CellResult ruled(String id, String rule, Map<String, Object> more, double mean) {
    CellResult plain = of(id, "squared", 0, 1, mean);
    Map<String, Object> settings = new LinkedHashMap<>(plain.settings());
    settings.remove("deviations");
    settings.put("rule", rule);
    settings.putAll(more);
    return plain.withSettings(settings);
  }

  private static CellResult common(String id, String loss, double error, double mse) {
    List<Map<String, Object>> trials = new ArrayList<>();
    for (double factor : new double[] {0.99, 1.01, 1.02, 0.98}) {
      Map<String, Object> row = new LinkedHashMap<>(trial(error * factor));
      row.put("common_mse", mse * factor);
      trials.add(row);
    }
    return cell(id, loss, 3, 1, 4, trials);
  }
}
