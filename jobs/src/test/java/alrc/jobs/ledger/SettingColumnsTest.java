package alrc.jobs.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.gradient.GradientRule;
import alrc.core.lossrule.LossRule;
import alrc.core.optimizer.Optimizer;
import alrc.core.study.Cell;
import alrc.core.study.Study;
import alrc.core.study.StudyKinds;
import alrc.jobs.process.Alrc;
import alrc.settings.Kinds;
import alrc.settings.SettingMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingColumnsTest {
  private static Cell cell(String rest) {
    return Study.parse("study: s\ndata: synthetic\n" + rest, "s.yaml").cells().get(0);
  }

  @Test
  void everyKindHasItsColumnsAndOnlyThose() {
    Map<String, Object> row =
        SettingColumns.row(
            cell(
                "rule: {kind: chain, rules: [{kind: huber, threshold: 50, form: published}, {kind:"
                    + " alrc, deviations: 2, update: leaky, epsilon: 1e-3, start: {mean: 10,"
                    + " square: 400}}]}\ngradient: [{kind: global-norm, limit: 2}, cprop]"));
    assertEquals("huber+alrc", row.get("rule"));
    assertEquals(50.0, row.get("huber"));
    assertEquals(2.0, row.get("deviations"));
    assertEquals("leaky", row.get("update"));
    assertEquals("upper", row.get("sides"));
    assertEquals("{\"mean\":10.0,\"square\":400.0}", row.get("start"));
    assertEquals("global-norm+cprop", row.get("gradient"));
    assertEquals(
        "{\"rule\":{\"kind\":\"chain\",\"rules\":[{\"form\":\"published\"},{\"epsilon\":0.001}]},"
            + "\"gradient\":[{\"limit\":2.0},{}]}",
        row.get("other_settings"));
  }

  /** The columns are what reports print: a rule has the name of its heading in docs/rules.md. */
  @Test
  void aRuleHasTheNameThatItsDocumentationHas() throws IOException {
    String page = Files.readString(Alrc.root().resolve("docs/rules.md"));
    List<String> named = new ArrayList<>();
    for (String kind : List.of("rule", "gradient", "optimizer")) {
      Class<?> type =
          Map.of(
                  "rule",
                  LossRule.class,
                  "gradient",
                  GradientRule.class,
                  "optimizer",
                  Optimizer.class)
              .get(kind);
      for (Kinds.Kind one : StudyKinds.ALL.of(type)) {
        try {
          Object value =
              SettingColumns.row(cell("batch: 2\n" + kind + ": {kind: " + one.name() + "}\n"))
                  .get(kind);
          assertEquals(one.name(), value);
          assertTrue(page.contains("\n### `" + value + "`\n"), one.name());
          named.add(one.name());
        } catch (SettingMistake needsMore) {
          assertFalse(one.name().equals("alrc"), needsMore.getMessage());
        }
      }
    }
    assertTrue(named.size() > 30, named::toString);
  }

  @Test
  void aThresholdOfAnotherKindIsNotHubers() {
    Map<String, Object> row = SettingColumns.row(cell("gradient: {kind: zclip, deviations: 2}"));
    assertNull(row.get("huber"));
    assertNull(row.get("deviations"));
    assertEquals("{\"gradient\":[{\"deviations\":2.0}]}", row.get("other_settings"));
  }

  @Test
  void presetsLeaveNothingOver() {
    Map<String, Object> row = SettingColumns.row(cell(""));
    assertNull(row.get("other_settings"));
    assertEquals("none", row.get("gradient"));
    assertEquals(1, row.get("batch"));
    assertEquals(100_000L, row.get("iterations"));
    assertEquals("single", row.get("kernel_form"));
  }

  /** Two cells that differ never look the same. */
  @Test
  void cellsOfDifferentIdsHaveDifferentRows() {
    Map<Map<String, Object>, Cell> known = new HashMap<>();
    List<Cell> cells = new ArrayList<>();
    for (String rest : DIFFERENT) {
      cells.addAll(Study.parse("study: s\n" + rest + "\n", "s.yaml").cells());
    }
    Study.presetNames().forEach(name -> cells.addAll(Study.preset(name).cells()));
    for (Cell cell : cells) {
      Cell other = known.putIfAbsent(SettingColumns.row(cell), cell);
      assertEquals(other == null ? cell.id() : other.id(), cell.id(), cell::canonicalJson);
    }
    assertEquals(known.size(), known.values().stream().map(Cell::id).distinct().count());
  }

  private static final String ALRC = "{kind: alrc, deviations: [2, 3], decay: [0.9, 0.99]}";

  private static final List<String> DIFFERENT =
      List.of(
          "data: synthetic\nsummary: {last: [1, 5000]}\ncurve: {boxcar: [1, 500]}",
          "data: {kind: synthetic, images: [5, 1000], channels: [1, 2], seed: [0, 1], flip: [true,"
              + " false], brightness: [0, 1], contrast: [[1, 1], [0, 1]]}",
          "data: synthetic\n"
              + "rule: [none, {kind: chain, rules: [loss-scale]}, {kind: chain, rules: [loss-scale,"
              + " loss-scale]}, loss-scale, {kind: huber, threshold: [1, 2], form: [continuous,"
              + " published]}]",
          "data: synthetic\nrule: [{kind: chain, rules: [" + ALRC + ", " + ALRC + "]}]",
          "data: synthetic\nrule: [{kind: chain, rules: [{kind: skip, deviations: [2, 3]}, "
              + ALRC
              + "]}, {kind: chain, rules: [{kind: huber, threshold: [1, 3]}, {kind: huber,"
              + " threshold: [1, 3]}]}]",
          "data: synthetic\nrule: {kind: alrc, deviations: [3, .inf], decays: [[0.9, 0.99], [0.99,"
              + " 0.9]], moments: [raw, clipped], update: [ema, leaky], epsilon: [1e-8, 1], start:"
              + " [measured, {mean: 1, square: [4, 5]}], sides: [upper, both], per: [example,"
              + " summand], shift: [0, 1]}",
          "data: synthetic\nrule: [{kind: loss-scale, factor: [2, 1024]}, {kind:"
              + " dynamic-loss-scale, start: [2, 4], patience: [1, 2000]}]",
          "data: synthetic\ngradient: [[], [cprop], [cprop, cprop], [{kind: value, limit: [1, 2]},"
              + " {kind: layer-norm, limit: [1, 2]}], [{kind: agc, fraction: [0.01, 0.5]}]]",
          "data: synthetic\noptimizer: [{kind: [adam, amsgrad, nadam], rate: [1, 2], beta1: [0.9,"
              + " 0.5], weight-decay: [0, 1]}, {kind: momentum, momentum: [0, 0.9], dampening: [0,"
              + " 0.5]}, {kind: adam, weight-decay: 1, decoupled: true}]",
          "data: synthetic\n"
              + "schedule: [constant, {kind: constant, warmup: 5}, {kind: cosine, over: [5, 9]}]\n"
              + "beta1: [constant, {kind: constant, warmup: 5}, {kind: cosine, over: 5}]",
          "data: synthetic\nmodel: [{kind: supersampling, width: [0.5, 1], initial: [xavier,"
              + " normal]}, {kind: partial-scan, size: [64, 512]}]\nkernel: [single, stacked]",
          "data: synthetic\nloss: [{kind: power, power: [2, 3], scale: [1, 2]}, squared, {kind:"
              + " charbonnier, epsilon: [1e-3, 1]}]\nbatch: [1, 4]\niterations: [1, 2]");
}
