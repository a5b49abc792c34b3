package alrc.core.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.data.Augmentation;
import alrc.core.data.DataSpec;
import alrc.core.gradient.Chain;
import alrc.core.gradient.ClipByGlobalNorm;
import alrc.core.gradient.ConformityScale;
import alrc.core.gradient.Optimizers;
import alrc.core.gradient.ScaleByAdam;
import alrc.core.loss.PowerError;
import alrc.core.lossrule.Alrc;
import alrc.core.lossrule.AlrcStart;
import alrc.core.lossrule.Huber;
import alrc.core.lossrule.LossChain;
import alrc.core.lossrule.LossRule;
import alrc.core.lossrule.NoRule;
import alrc.core.model.SupersamplingNet;
import alrc.core.schedule.Constant;
import alrc.core.schedule.Piecewise;
import alrc.core.schedule.SteppedDecay;
import alrc.core.train.KernelForm;
import alrc.core.train.TrialSettings;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StudyTest {
  private static final String HEAD = "study: s\ndata: {kind: synthetic}\n";

  private static Study study(String rest) {
    return Study.parse(HEAD + rest, "s.yaml");
  }

  private static Cell only(String rest) {
    List<Cell> cells = study(rest).cells();
    assertEquals(1, cells.size());
    return cells.get(0);
  }

  @Test
  void presetsAreThePapers() {
    Constant rate = new Constant(0.00078125);
    Chain adam = Optimizers.adam(rate, 0.9, 0.999, 1e-8);
    assertEquals(
        new TrialSettings(
            new SupersamplingNet(1, 1),
            new PowerError(2, 1),
            new NoRule(),
            adam,
            rate,
            1,
            100_000,
            5_000,
            500,
            KernelForm.SINGLE),
        only("").settings());
    assertEquals(10, study("").seeds().size());
    assertEquals("single", only("").kernelForm());
  }

  @Test
  void theKernelFormIsAFunctionOfTheShapeUnlessItIsNamed() {
    assertEquals("stacked", only("model: {kind: supersampling, width: 0.25}").kernelForm());
    assertEquals("single", only("model: {kind: supersampling, width: 0.5}").kernelForm());
    assertEquals(
        "single", only("batch: 4\nmodel: {kind: supersampling, width: 0.125}").kernelForm());
    Cell named = only("kernel: single\nmodel: {kind: supersampling, width: 0.125}");
    assertEquals("single", named.kernelForm());
    assertEquals(named, Cell.fromJson(named.json()));
  }

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
                "schedule: {kind: piecewise, at: [1], rates: [1, 2]}",
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
        new DataSpec.Cifar10("/elsewhere/a", Augmentation.cifar10()), far.data().get(0).spec());
    List<Trial> trials = near.trials(data -> "digest");
    assertEquals(2, trials.size());
    assertEquals(trials.get(0).id(), far.trials(data -> "digest").get(0).id());
    assertNotEquals(trials.get(0).id(), trials.get(1).id());
    assertNotEquals(trials.get(0).id(), near.trials(data -> "other").get(0).id());
    assertEquals(16, trials.get(0).id().length());
  }

  @Test
  void listsAreAxesWhereOneValueIsExpected() {
    Study study =
        study(
            "loss: [squared, quartic]\nrule: {kind: alrc, deviations: [2, 3, 4, .inf]}\n"
                + "batch: [1, 4]\nmodel: {kind: supersampling, width: [0.25, 0.5]}\n"
                + "optimizer: {kind: adam, rate: [0.1, 0.01, 0.001]}\nseeds: 3");
    assertEquals(2 * 4 * 2 * 2 * 3, study.cells().size());
    assertEquals(96 * 3, study.trials(data -> "d").size());
    assertEquals(96, study.cells().stream().map(Cell::id).distinct().count());
  }

  @Test
  void sectionsInAListAreAlternatives() {
    Study study =
        study("rule: [none, {kind: alrc, deviations: [2, 3]}, {kind: alrc, moments: clipped}]");
    assertEquals(
        List.of("none", "alrc", "alrc", "alrc"), study.cells().stream().map(Cell::rule).toList());
    assertNull(study.cells().get(0).deviations());
    assertEquals(2.0, study.cells().get(1).deviations());
    assertEquals("clipped", study.cells().get(3).moments());
  }

  @Test
  void kindsInAListShareTheFieldsBesideThem() {
    Study study = study("optimizer: {kind: [adam, sgd], rate: 0.01}");
    assertEquals(List.of("adam", "sgd"), study.cells().stream().map(Cell::optimizer).toList());
    assertEquals(List.of(0.01, 0.01), study.cells().stream().map(Cell::rate).toList());
  }

  @Test
  void listsByNatureAreValuesAndListsOfThemAxes() {
    String one = "schedule: {kind: piecewise, at: [10, 20], rates: [3, 2, 1]}";
    assertEquals(
        new Piecewise(List.of(10L, 20L), List.of(3.0, 2.0, 1.0)), only(one).settings().rate());
    String two = "schedule: {kind: piecewise, at: [[10], [20]], rates: [[3, 2], [2, 1], [1, 0]]}";
    assertEquals(6, study(two).cells().size());
    assertEquals(2, study("rule: {kind: alrc, decays: [[0.9, 0.99], [0.5, 0.5]]}").cells().size());
  }

  @Test
  void twoEqualDecaysAreOne() {
    assertEquals(
        only("rule: {kind: alrc, decay: 0.99}").id(),
        only("rule: {kind: alrc, decays: [0.99, 0.99]}").id());
  }

  @Test
  void alrcSettingsArriveInTheRule() {
    Cell cell =
        only(
            "rule: {kind: alrc, deviations: 2, decays: [0.9, 0.99], moments: clipped, epsilon: 0.001,"
                + " start: {mean: 10, square: 400}}");
    assertEquals(
        new Alrc(2, 0.9, 0.99, Alrc.Moments.CLIPPED, 0.001, new AlrcStart.Given(10, 400)),
        cell.settings().rule());
    assertNull(cell.decay());
    assertEquals("{\"mean\":10.0,\"square\":400.0}", cell.start());
  }

  @Test
  void equalCellsAreOne() {
    assertEquals(1, study("batch: [4, 4]\nrule: [none, {kind: none}]").cells().size());
  }

  @Test
  void seedsAreACountOrAList() {
    assertEquals(List.of(0L, 1L, 2L), study("seeds: 3").seeds());
    assertEquals(List.of(5L, 1L), study("seeds: [5, 1]").seeds());
  }

  @Test
  void canonicalJsonOfAStudyReadsBack() {
    Study study = study("batch: [1, 4]\nrule: {kind: alrc, deviations: [2, .inf]}\nseeds: [3, 9]");
    assertEquals(study, Study.fromJson(study.canonicalJson()));
    Cell cell = study.cells().get(1);
    assertEquals(cell, Cell.fromJson(cell.json()));
    assertEquals(study.canonicalJson(), Study.fromJson(study.canonicalJson()).canonicalJson());
  }

  @Test
  void shippedStudiesAreThePapersGridAndOneForACpu() {
    Study paper = Study.preset("cifar10-paper");
    assertEquals(32, paper.cells().size());
    assertEquals(320, paper.trials(data -> "d").size());
    List<Cell> slowed =
        paper.cells().stream().filter(cell -> cell.schedule().equals("piecewise")).toList();
    assertEquals(8, slowed.size());
    assertEquals(List.of(64), slowed.stream().map(Cell::batch).distinct().toList());
    Study small = Study.preset("cifar10-paper-small");
    assertEquals(0.99, small.cells().get(0).decay());
  }

  @Test
  void thePublishedVariantHuberisesFirstAndLeaks() {
    Study published = Study.preset("cifar10-paper-code");
    assertEquals(32, published.cells().size());
    Cell cell = published.cells().get(0);
    Alrc alrc =
        new Alrc(
            2,
            0.999,
            0.999,
            Alrc.Moments.CLIPPED,
            1e-3,
            new AlrcStart.Given(10, 400),
            Alrc.Update.LEAKY,
            Alrc.Sides.UPPER,
            LossRule.Grain.EXAMPLE,
            0);
    assertEquals(LossChain.of(new Huber(50, Huber.Form.PUBLISHED), alrc), cell.settings().rule());
    assertEquals(new PowerError(2, 25), cell.settings().loss());
    assertEquals("huber+alrc", cell.rule());
    assertEquals(2.0, cell.deviations());
    assertEquals(50.0, cell.huber());
    assertEquals("leaky", cell.update());
    assertEquals(
        "{\"rule\":{\"rules\":[{\"form\":\"published\"},{\"epsilon\":0.001}]}}",
        cell.otherSettings());
    assertEquals(0.99, Study.preset("cifar10-paper-code-small").cells().get(0).decay());
  }

  @Test
  void unstableRatesAreFourOptimizersWithAlrcAndWithout() {
    for (String name : List.of("cifar10-unstable-rates", "cifar10-unstable-rates-small")) {
      Study study = Study.preset(name);
      assertEquals(8, study.cells().size());
      assertEquals(1, study.seeds().size());
      assertEquals(
          Set.of("adam 1.0E-4", "adam 0.002", "sgd 1.0E-4", "sgd 0.003"),
          study.cells().stream()
              .map(cell -> cell.optimizer() + " " + cell.rate())
              .collect(Collectors.toSet()));
    }
  }

  @Test
  void gradientRulesStandInFrontOfTheOptimizerAndCpropAroundWhatFollows() {
    Cell cell = only("gradient: [{kind: global-norm, limit: 2}, cprop]\noptimizer: sgd");
    Constant rate = new Constant(0.01);
    assertEquals(
        Chain.of(
            new ClipByGlobalNorm(2), new ConformityScale(Optimizers.sgd(rate), 0.999, 1, 1e-8)),
        cell.settings().optimizer());
    assertEquals("global-norm+cprop", cell.gradient());
    assertEquals("{\"gradient\":[{\"limit\":2.0},{}]}", cell.otherSettings());
    assertEquals("none", only("").gradient());
  }

  @Test
  void listsOfGradientRulesAreAxes() {
    Study study = study("gradient: [[], agc, [{kind: value, limit: [1, 2]}, zclip]]");
    assertEquals(
        List.of("none", "agc", "value+zclip", "value+zclip"),
        study.cells().stream().map(Cell::gradient).toList());
    assertEquals(study, Study.fromJson(study.canonicalJson()));
    Cell last = study.cells().get(3);
    assertEquals(last, Cell.fromJson(last.json()));
    assertEquals(last.id(), Cell.fromJson(last.json()).id());
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
  void beta1FollowsItsScheduleFromTheOptimizersOwn() {
    Cell cell =
        only(
            "optimizer: {kind: adam, beta1: 0.8}\nbeta1: {kind: stepped, hold: 4, over: 8, end: 0.5}");
    SteppedDecay beta1 = new SteppedDecay(0.8, 0.5, 4, 8, 8);
    assertEquals(
        Optimizers.of(
            new ScaleByAdam(beta1, 0.999, 1e-8, ScaleByAdam.Square.LATEST),
            new Constant(0.00078125)),
        cell.settings().optimizer());
  }

  @Test
  void aStudyOfThousandsOfCellsReadsBack() {
    List<Integer> batches = IntStream.rangeClosed(1, 5_000).boxed().toList();
    Study study = study("batch: " + batches);
    assertEquals(5_000, study.cells().size());
    assertEquals(study, Study.fromJson(study.canonicalJson()));
  }

  @Test
  void keepingParametersChangesNothing() {
    Cell kept = only("models: final");
    assertEquals(only("").id(), kept.id());
    assertFalse(only("").keepsModels());
    assertTrue(Cell.fromJson(kept.json()).keepsModels());
  }
}
