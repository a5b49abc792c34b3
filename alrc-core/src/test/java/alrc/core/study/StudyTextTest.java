package alrc.core.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import alrc.settings.Assignment;
import alrc.settings.SettingMistake;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a study's text may say beyond the settings of its cells, and settings beside the text. */
class StudyTextTest {
  private static final String HEAD = "study: s\ndata: synthetic\n";

  private static Study study(String rest, String... settings) {
    List<Assignment> assignments =
        Arrays.stream(settings).map(text -> Assignment.parse("--set", text)).toList();
    return new StudyText(HEAD + rest, "s.yaml", assignments).study();
  }

  private static String refusal(String rest, String... settings) {
    return String.valueOf(
        assertThrows(SettingMistake.class, () -> study(rest, settings)).getMessage());
  }

  @Test
  void theTableOfThePaperLacksOneOfItsCells() {
    String paper = Study.presetText("cifar10-paper");
    String table = paper + "exclude: [{loss: squared, rule: {deviations: 2}, batch: 64}]\n";
    Study study = Study.parse(table, "s.yaml");
    assertEquals(31, study.cells().size());
    assertEquals(1, study.excluded());
    assertEquals(study, Study.fromJson(study.canonicalJson()));
    assertEquals(1, study.withDataPaths(path -> "/there/" + path).excluded());
    List<Cell> all = Study.preset("cifar10-paper").cells();
    assertEquals(study.cells(), all.stream().filter(cell -> study.cells().contains(cell)).toList());
  }

  @Test
  void anExclusionMustBeASectionOfFieldsThatSomeButNotAllCellsMeet() {
    assertEquals(
        "s.yaml:4: exclude: a section must be a list of sections of fields of the study",
        refusal("batch: [1, 4]\nexclude: {batch: 1}\n"));
    assertEquals(
        "s.yaml:4: exclude[1]: no cell meets this condition, so it excludes nothing",
        refusal("batch: [1, 4]\nexclude: [{batch: 1}, {batch: 16}]\n"));
    assertEquals(
        "s.yaml:4: exclude[0]: no cell is left; at least one must not be excluded",
        refusal("batch: [1, 4]\nexclude: [{batch: [1, 4]}]\n"));
    assertEquals(
        "s.yaml:4: exclude[0].bach: unknown field; did you mean 'batch'?",
        refusal("batch: [1, 4]\nexclude: [{bach: 1}]\n"));
  }

  @Test
  void aSettingBesideTheTextActsAsIfTheTextSaidSo() {
    String text = "rule: {kind: alrc, deviations: 3, decay: 0.9}\nseeds: 4\n";
    Study asked = study(text, "rule.deviations=[2, 3]", "seeds=2", "batch=4");
    String written = "rule: {kind: alrc, deviations: [2, 3], decay: 0.9}\nseeds: 2\nbatch: 4\n";
    assertEquals(study(written), asked);
    assertEquals(study(written).canonicalJson(), asked.canonicalJson());
    assertEquals(
        31,
        new StudyText(
                Study.presetText("cifar10-paper"),
                "p",
                List.of(
                    Assignment.parse(
                        "--set", "exclude=[{batch: 64, loss: squared, rule: {deviations: 2}}]")))
            .study()
            .cells()
            .size());
  }

  @Test
  void aWrongSettingBesideTheTextIsRefusedLikeOneInIt() {
    assertEquals(
        "--set rule.deviations=-1: rule.deviations: -1.0 must be >= 0 (.inf switches it off)",
        refusal("rule: alrc\n", "rule.deviations=-1"));
    assertEquals(
        "--set iteratons=5: iteratons: unknown field; did you mean 'iterations'?",
        refusal("", "iteratons=5"));
    assertEquals(
        "--set optimizer.rate=0.1: optimizer: kind is missing; it must be one of [adam, sgd,"
            + " momentum, nesterov, adagrad, rmsprop, adadelta, amsgrad, adamw, stable-adamw,"
            + " adamax, nadam, adashift, adai, lion, adopt, ademamix, schedule-free, muon]",
        refusal("", "optimizer.rate=0.1"));
  }

  @Test
  void aSummaryOverMoreThanAllIterationsIsRefused() {
    assertEquals(
        "s.yaml:4: summary.last: 500 must be at most iterations (400)",
        refusal("iterations: 400\nsummary: {last: 500}\n"));
    assertEquals(
        "s.yaml:5: summary.last: 500 must be at most iterations (400)",
        refusal(
            "iterations: 1000\nbatch: [1, 4]\nsummary: {last: 500}\n"
                + "overrides: [{when: {batch: 4}, set: {iterations: 400}}]\n"));
    assertEquals(
        "--set summary.last=5: summary.last: 5 must be at most iterations (4)",
        refusal("iterations: 4\n", "summary.last=5"));
    assertEquals(1, study("iterations: 400\nsummary: {last: 400}\n").cells().size());
    assertEquals(1, study("iterations: 400\n").cells().size());
  }

  @Test
  void ratesThatConflictWithAPresetAreReportedAtTheSchedule() {
    String schedule = "schedule: {kind: piecewise, at: [9], rates: [0.1, 0.2]}\n";
    String rule = " must be 0.1, the first of schedule.rates, which take its place";
    assertEquals("s.yaml:4: optimizer.rate: 7.8125E-4" + rule, refusal("batch: 4\n" + schedule));
    assertEquals(
        "s.yaml:3: optimizer.rate: 0.5" + rule,
        refusal("optimizer: {kind: adam, rate: 0.5}\n" + schedule));
    assertEquals(
        "s.yaml:5: optimizer.beta1: 0.9 must be 0.5, the first of beta1.rates, which take its"
            + " place",
        refusal("batch: 4\n\nbeta1: {kind: piecewise, at: [9], rates: [0.5, 0.2]}\n"));
  }

  @Test
  void partsMayBeShared() {
    String text =
        "x-alrc: &alrc {kind: alrc, decay: 0.99}\n"
            + "rule: [{<<: *alrc, deviations: 2}, {<<: *alrc, deviations: .inf}]\n";
    assertEquals(study("rule: {kind: alrc, decay: 0.99, deviations: [2, .inf]}\n"), study(text));
    assertEquals(
        "s.yaml:3: rule[0].deviation: unknown field; did you mean 'deviations'?",
        refusal("x-a: &a {deviation: 3}\nrule: [{<<: *a, kind: alrc}]\n"));
  }
}
