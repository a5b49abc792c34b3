package alrc.core.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import alrc.core.data.DataSpec;
import alrc.core.metric.Frc;
import alrc.core.metric.Metric;
import alrc.settings.SettingMistake;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationTest {
  private static final String MADE_UP = "data: synthetic\n";

  private static Cell cell(String data, String rest) {
    return Study.parse("study: s\n" + data + "iterations: 100\n" + rest + "\n", "s.yaml")
        .cells()
        .get(0);
  }

  private static Evaluation evaluation(String section) {
    return Objects.requireNonNull(cell(MADE_UP, "evaluate: " + section).evaluate());
  }

  @Test
  void presets() {
    Evaluation preset = evaluation("{}");
    assertEquals(DataSpec.Split.VALIDATION, preset.split());
    assertNull(preset.every());
    assertEquals(List.of("rmse", "psnr", "ssim"), names(preset));
    assertEquals(200, preset.examples());
  }

  private static List<String> names(Evaluation evaluation) {
    return evaluation.metrics().stream().map(Metric::name).toList();
  }

  @Test
  void aStudyWithoutItHasNoneAndKeepsItsIds() {
    Cell without = cell(MADE_UP, "");
    assertNull(without.evaluate());
    assertFalse(without.canonicalJson().contains("evaluate"));
    assertNotEquals(without.id(), cell(MADE_UP, "evaluate: {}").id());
  }

  @Test
  void everySettingChangesTheIdAndIsReadBack() {
    Set<String> ids = new HashSet<>();
    String[] sections = {
      "{}", "{split: test}", "{every: 10}", "{every: 50}", "{metrics: frc}", "{examples: 20}"
    };
    for (String section : sections) {
      Cell cell = cell(MADE_UP, "evaluate: " + section);
      ids.add(cell.id());
      assertEquals(cell, Cell.fromJson(cell.json()));
    }
    assertEquals(sections.length, ids.size());
  }

  @Test
  void equalEvaluationsHaveEqualIds() {
    assertEquals(evaluation("{}"), evaluation("{every: 100}"));
    assertEquals(evaluation("{}"), evaluation("{metrics: [ssim, rmse, psnr]}"));
  }

  @Test
  void metricsMakeAnAxisAsAListOfLists() {
    String study = "study: s\n" + MADE_UP + "evaluate: {metrics: [[rmse], [rmse, frc]]}\n";
    assertEquals(2, Study.parse(study, "s.yaml").cells().size());
  }

  @Test
  void anOverrideCanEvaluateSomeCells() {
    String study =
        "study: s\n"
            + MADE_UP
            + "batch: [1, 2]\noverrides: [{when: {batch: 2}, set: {evaluate: {split: test}}}]\n";
    List<Cell> cells = Study.parse(study, "s.yaml").cells();
    assertNull(cells.get(0).evaluate());
    assertEquals(DataSpec.Split.TEST, Objects.requireNonNull(cells.get(1).evaluate()).split());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "synthetic|{split: train}|s.yaml:4: evaluate.split: train must be a split that these data"
            + " have and that is not trained on: validation or test",
        "{kind: cifar10, path: c}|{}|s.yaml:4: evaluate.split: validation must be a split that"
            + " these data have and that is not trained on: test",
        "{kind: prepared, path: p, split: test}|{split: test}|s.yaml:4: evaluate.split: test must"
            + " be a split that these data have and that is not trained on: train or validation",
        "synthetic|{split: validaton}|s.yaml:4: evaluate.split: 'validaton' must be one of [train,"
            + " validation, test]; did you mean 'validation'?",
        "synthetic|{metrics: [rmse, sim]}|s.yaml:4: evaluate.metrics[1]: 'sim' must be one of"
            + " [rmse, mae, psnr, ssim, snr, nmse, frc]; did you mean 'ssim'?",
        "synthetic|{metrics: []}|s.yaml:4: evaluate.metrics: [] must name at least one metric",
        "synthetic|{metrics: [mae, mae]}|s.yaml:4: evaluate.metrics: [mae, mae] must name each"
            + " metric once",
        "synthetic|{every: 0}|s.yaml:4: evaluate.every: 0 must be a whole number from 1 to"
            + " 9223372036854775807",
        "synthetic|{every: 101}|s.yaml:4: evaluate.every: 101 must be at most iterations, 100",
        "synthetic|{examples: 0}|s.yaml:4: evaluate.examples: 0 must be a whole number from 1 to"
            + " 1000000",
        "synthetic|{splt: test}|s.yaml:4: evaluate.splt: unknown field; did you mean 'split'?",
        "synthetic|validation|s.yaml:4: evaluate: 'validation' must be a section with split, every,"
            + " metrics, examples",
      })
  void whatDoesNotFitIsRefused(String data, String section, String message) {
    SettingMistake refused =
        assertThrows(
            SettingMistake.class, () -> cell("data: " + data + "\n", "evaluate: " + section));
    assertEquals(message, refused.getMessage());
  }

  @Test
  void aMetricThatNeedsLargerImagesIsRefused() {
    Evaluation frc = new Evaluation(DataSpec.Split.TEST, null, List.of(new Frc()), 1);
    DataSpec data = cell(MADE_UP, "").data();
    SettingMistake refused = assertThrows(SettingMistake.class, () -> frc.check(data, 15, 1));
    assertEquals(
        "evaluate.metrics: frc needs images of at least 16 pixels a side; this model's have 15",
        refused.getMessage());
    frc.check(data, 16, 1);
  }

  @Test
  void itsTimeIsThatOfItsPasses() {
    assertEquals(200 / 3.0, evaluation("{}").inIterations(100, 1), 1e-9);
    assertEquals(4 * 30 / 3.0 / 5, evaluation("{every: 30, examples: 30}").inIterations(100, 5));
  }
}
