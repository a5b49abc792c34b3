package alrc.core.study;

import static alrc.core.study.Studies.only;
import static alrc.core.study.Studies.study;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.data.DataSpec;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What tells cells and trials apart. */
class CellIdentityTest {
  @Test
  void canonicalFormIsPinned() {
    assertEquals(
        "{\"data\":{\"kind\":\"synthetic\",\"images\":1000,\"channels\":1,\"seed\":0,\"flip\":true,"
            + "\"brightness\":0.0,\"contrast\":[1.0,1.0]},"
            + "\"model\":{\"kind\":\"supersampling\",\"width\":1.0},"
            + "\"loss\":{\"kind\":\"squared\",\"scale\":1.0},"
            + "\"rule\":{\"kind\":\"alrc\",\"deviations\":\"Infinity\",\"decay\":0.999,"
            + "\"moments\":\"raw\",\"update\":\"ema\",\"epsilon\":1e-8,\"start\":\"measured\"},"
            + "\"batch\":1,"
            + "\"optimizer\":{\"kind\":\"adam\",\"rate\":0.00078125,\"beta1\":0.9,\"beta2\":0.999,"
            + "\"epsilon\":1e-8},"
            + "\"schedule\":{\"kind\":\"constant\"},\"iterations\":100000,\"kernel\":\"single\","
            + "\"summary\":{\"last\":5000},\"curve\":{\"boxcar\":500}}",
        only("rule: {kind: alrc, deviations: .inf}").canonicalJson());
  }

  @Test
  void formattingKeyOrderAndDefaultsDoNotChangeAnId() {
    String id = only("rule: {kind: alrc, deviations: 3}\nbatch: 4").id();
    assertEquals(16, id.length());
    assertEquals(
        id,
        Study.parse(
                "batch: 4\n# a comment\nrule:\n  decay: 0.9990\n  kind: 'alrc'\n  deviations: 3.0\n"
                    + "loss: {kind: squared}\ndata: synthetic\nseeds: [7]\niterations: 100_000\n"
                    + "schedule: constant\noptimizer: {kind: adam, epsilon: 1e-8}\nstudy: other\n",
                "t.yaml")
            .cells()
            .get(0)
            .id());
  }

  @Test
  void everySettingIsPartOfTheId() {
    Set<String> ids =
        List.of(
                "",
                "loss: quartic",
                "rule: {kind: alrc}",
                "rule: {kind: alrc, deviations: .inf}",
                "rule: {kind: alrc, moments: clipped}",
                "rule: {kind: alrc, decay: 0.99}",
                "rule: {kind: alrc, decays: [0.999, 0.99]}",
                "batch: 2",
                "iterations: 5",
                "model: {kind: supersampling, width: 0.5}",
                "optimizer: {kind: adam, rate: 0.1}",
                "optimizer: sgd",
                "schedule: {kind: piecewise, at: [1], rates: [0.00078125, 2]}",
                "summary: {last: 1}",
                "curve: {boxcar: 1}",
                "loss: {kind: squared, scale: 25}",
                "rule: {kind: alrc, start: {mean: 25, square: 900}}")
            .stream()
            .map(rest -> only(rest).id())
            .collect(Collectors.toSet());
    assertEquals(17, ids.size());
  }

  @Test
  void trialIdDependsOnCellSeedAndDataButNotOnWhereTheDataLie() {
    Study near = Study.parse("study: s\ndata: {kind: cifar10, path: a}\nseeds: 2", "s.yaml");
    Study far = near.withDataPaths(path -> "/elsewhere/" + path);
    assertEquals(
        new DataSpec.Cifar10("/elsewhere/a", true, 63, List.of(0.2, 1.8)),
        far.data().get(0).spec());
    List<Trial> trials = near.trials(data -> "digest");
    assertEquals(2, trials.size());
    assertEquals(trials.get(0).id(), far.trials(data -> "digest").get(0).id());
    assertNotEquals(trials.get(0).id(), trials.get(1).id());
    assertNotEquals(trials.get(0).id(), near.trials(data -> "other").get(0).id());
    assertEquals(16, trials.get(0).id().length());
  }

  @Test
  void twoEqualDecaysAreOne() {
    assertEquals(
        only("rule: {kind: alrc, decay: 0.99}").id(),
        only("rule: {kind: alrc, decays: [0.99, 0.99]}").id());
  }

  @Test
  void equalCellsAreOne() {
    assertEquals(1, study("batch: [4, 4]\nrule: [none, {kind: none}]").cells().size());
  }

  @Test
  void whatCameLaterChangesNoIdAtItsPreset() {
    String id = only("").id();
    for (String silent :
        List.of(
            "gradient: []",
            "beta1: constant",
            "beta1: {kind: constant, warmup: 0}",
            "schedule: {kind: constant, warmup: 0}",
            "optimizer: {kind: adam, weight-decay: 0, decoupled: false}")) {
      assertEquals(id, only(silent).id(), silent);
    }
    String alrc =
        "rule: {kind: alrc, deviations: 3, update: ema, sides: upper, per: example, shift: 0}";
    assertEquals(only("rule: {kind: alrc}").id(), only(alrc).id());
    assertNotEquals(id, only("beta1: {kind: constant, warmup: 5}").id());
    assertNotEquals(id, only("gradient: cprop").id());
    assertNotEquals(
        only("rule: {kind: chain, rules: [{kind: alrc, sides: both}]}").id(),
        only("rule: {kind: chain, rules: [{kind: alrc}]}").id());
  }

  @Test
  void keepingParametersChangesNothing() {
    Cell kept = only("models: final");
    assertEquals(only("").id(), kept.id());
    assertFalse(only("").keepsModels());
    assertTrue(Cell.fromJson(kept.json()).keepsModels());
  }
}
