package alrc.core.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import alrc.settings.SettingMistake;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellOverrideTest {
  private static List<Cell> cells(String rest) {
    return Study.parse("study: s\ndata: synthetic\n" + rest, "s.yaml").cells();
  }

  @Test
  void changesHoldOnlyWhereTheConditionsDo() {
    List<Cell> cells =
        cells(
            "batch: [1, 64]\nloss: [squared, quartic]\n"
                + "overrides: [{when: {batch: 64, loss: quartic}, set: {iterations: 7}}]");
    assertEquals(
        List.of(100_000L, 100_000L, 100_000L, 7L), cells.stream().map(Cell::iterations).toList());
  }

  @Test
  void aListInAConditionMeansAnyOfThem() {
    List<Cell> cells =
        cells("batch: [1, 4, 16]\noverrides: [{when: {batch: [4, 16]}, set: {iterations: 7}}]");
    assertEquals(List.of(100_000L, 7L, 7L), cells.stream().map(Cell::iterations).toList());
  }

  @Test
  void whatHoldsNowhereIsNamedAndMayDependOnAnEarlierOverride() {
    String study =
        "study: s\ndata: synthetic\nbatch: [1, 64]\noverrides:\n"
            + "  - {when: {batch: 46}, set: {iterations: 7}}\n"
            + "  - {when: {batch: 64}, set: {iterations: 8}}\n"
            + "  - {when: {iterations: 8}, set: {summary: {last: 3}}}\n";
    assertEquals(
        List.of(
            "s.yaml:5: overrides[0].when: no cell meets this condition, so the override changes"
                + " nothing"),
        new StudyText(study, "s.yaml", List.of()).unmetOverrides());
    for (String preset : Study.presetNames()) {
      assertEquals(
          List.of(), new StudyText(Study.presetText(preset), preset, List.of()).unmetOverrides());
    }
  }

  @Test
  void conditionsReachIntoSections() {
    List<Cell> cells =
        cells(
            "rule: [none, {kind: alrc, deviations: [3, .inf]}]\n"
                + "overrides: [{when: {rule: {deviations: .inf}}, set: {batch: 2}},"
                + " {when: {rule: none}, set: {batch: 3}}]");
    assertEquals(List.of(3, 1, 2), cells.stream().map(Cell::batch).toList());
  }

  @Test
  void aSectionWithoutKindChangesOnlyTheFieldsItNames() {
    List<Cell> cells =
        cells(
            "optimizer: {kind: adam, beta1: 0.5}\n"
                + "overrides: [{when: {batch: 1}, set: {optimizer: {rate: 0.1}, summary: {last:"
                + " 3}}}]");
    assertEquals(0.1, cells.get(0).optimizer().rate());
    assertEquals(
        cells("optimizer: {kind: adam, rate: 0.1, beta1: 0.5}\nsummary: {last: 3}"), cells);
  }

  @Test
  void aSectionWithKindReplacesTheWhole() {
    List<Cell> cells =
        cells(
            "optimizer: {kind: adam, beta1: 0.5}\n"
                + "overrides: [{when: {batch: 1}, set: {optimizer: {kind: adam}}}]");
    assertEquals(cells(""), cells);
  }

  @Test
  void mistakesNameFieldAndLine() {
    refused(
        "s.yaml:3: overrides[0].set.batch: must be one value; an override makes no axis",
        "overrides: [{when: {batch: 1}, set: {batch: [1, 2]}}]");
    refused(
        "s.yaml:3: overrides[0].when.batsh: unknown field; did you mean 'batch'?",
        "overrides: [{when: {batsh: 1}, set: {iterations: 2}}]");
    refused(
        "s.yaml:3: overrides[0].set: must change something; name at least one field of the study",
        "overrides: [{when: {batch: 1}, set: {}}]");
    refused(
        "s.yaml:3: overrides[0].when.optimizer.momentum: 'fast' must be a number",
        "overrides: [{when: {optimizer: {momentum: fast}}, set: {batch: 2}}]");
    refused(
        "s.yaml:5: overrides[0].set.beta1: linear must be left out: sgd has no β1 that follows a"
            + " schedule",
        "optimizer: sgd\noverrides:\n- {when: {batch: 1}, set: {beta1: {kind: linear, until: 5}}}");
    refused(
        "s.yaml:3: overrides[0]: set is missing; it must be given",
        "overrides: [{when: {batch: 1}}]");
    refused(
        "s.yaml:3: overrides[0].set.optimizer.rate: -1.0 must be a finite number >= 0",
        "overrides: [{when: {batch: 1}, set: {optimizer: {rate: -1}}}]");
    refused(
        "s.yaml:3: overrides[0].set.rule.decay: unknown field; no field is allowed here",
        "overrides: [{when: {batch: 1}, set: {rule: {decay: 0.9}}}]");
  }

  private static void refused(String message, String rest) {
    assertEquals(message, assertThrows(SettingMistake.class, () -> cells(rest)).getMessage());
  }
}
