package alrc.core.study;

import static alrc.core.study.Studies.only;
import static alrc.core.study.Studies.study;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import alrc.core.gradient.Chain;
import alrc.core.gradient.ClipByGlobalNorm;
import alrc.core.gradient.ConformityScale;
import alrc.core.gradient.GradientRule;
import alrc.core.loss.SquaredError;
import alrc.core.lossrule.Alrc;
import alrc.core.lossrule.AlrcStart;
import alrc.core.lossrule.LossRule;
import alrc.core.lossrule.NoRule;
import alrc.core.model.SupersamplingNet;
import alrc.core.optimizer.Optimizers;
import alrc.core.scaling.ScaleByAdam;
import alrc.core.schedule.Course;
import alrc.core.schedule.Piecewise;
import alrc.core.schedule.SteppedDecay;
import alrc.core.train.KernelForm;
import alrc.core.train.TrialSettings;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How the grid of a study is read. */
class StudyTest {
  @Test
  void presetsAreThePapers() {
    Course rate = Course.constant(0.00078125);
    GradientRule adam = Optimizers.adam(0.00078125, 0.9, 0.999, 1e-8);
    assertEquals(
        new TrialSettings(
            new SupersamplingNet(1, 1),
            new SquaredError(1),
            new NoRule(),
            adam,
            rate,
            1,
            100_000,
            5_000,
            500,
            KernelForm.SINGLE),
        only("").settings());
    assertEquals(10, study("").seeds().first().size());
    assertEquals(KernelForm.SINGLE, only("").kernel());
  }

  @Test
  void theKernelFormIsAFunctionOfTheShapeUnlessItIsNamed() {
    assertEquals(KernelForm.STACKED, only("model: {kind: supersampling, width: 0.25}").kernel());
    assertEquals(KernelForm.SINGLE, only("model: {kind: supersampling, width: 0.5}").kernel());
    assertEquals(
        KernelForm.SINGLE, only("batch: 4\nmodel: {kind: supersampling, width: 0.125}").kernel());
    Cell named = only("kernel: single\nmodel: {kind: supersampling, width: 0.125}");
    assertEquals(KernelForm.SINGLE, named.kernel());
    assertEquals(named, Cell.fromJson(named.json()));
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
        List.of("none", "alrc", "alrc", "alrc"),
        study.cells().stream().map(cell -> Studies.kind(cell, "rule")).toList());
    assertNull(Studies.deviations(study.cells().get(0)));
    assertEquals(2.0, Studies.deviations(study.cells().get(1)));
    assertEquals(Alrc.Moments.CLIPPED, Studies.alrc(study.cells().get(3)).moments());
  }

  @Test
  void kindsInAListShareTheFieldsBesideThem() {
    Study study = study("optimizer: {kind: [adam, sgd], rate: 0.01}");
    assertEquals(
        List.of("adam", "sgd"),
        study.cells().stream().map(cell -> Studies.kind(cell, "optimizer")).toList());
    assertEquals(
        List.of(0.01, 0.01), study.cells().stream().map(cell -> cell.optimizer().rate()).toList());
  }

  @Test
  void listsByNatureAreValuesAndListsOfThemAxes() {
    String one =
        "optimizer: {kind: adam, rate: 3}\n"
            + "schedule: {kind: piecewise, at: [10, 20], rates: [3, 2, 1]}";
    assertEquals(
        new Piecewise(List.of(10L, 20L), List.of(3.0, 2.0, 1.0), 0),
        only(one).settings().rate().schedule());
    String two =
        "optimizer: {kind: adam, rate: 3}\n"
            + "schedule: {kind: piecewise, at: [[10], [20]], rates: [[3, 2], [3, 1], [3, 0]]}";
    assertEquals(6, study(two).cells().size());
    assertEquals(2, study("rule: {kind: alrc, decays: [[0.9, 0.99], [0.5, 0.5]]}").cells().size());
  }

  @Test
  void alrcSettingsArriveInTheRule() {
    Cell cell =
        only(
            "rule: {kind: alrc, deviations: 2, decays: [0.9, 0.99], moments: clipped, epsilon:"
                + " 0.001, start: {mean: 10, square: 400}}");
    assertEquals(
        new Alrc(
            2,
            null,
            List.of(0.9, 0.99),
            Alrc.Moments.CLIPPED,
            Alrc.Update.EMA,
            0.001,
            new AlrcStart.Given(10, 400),
            Alrc.Sides.UPPER,
            LossRule.Grain.EXAMPLE,
            0),
        cell.settings().rule());
  }

  @Test
  void seedsAreACountOrAList() {
    assertEquals(List.of(0L, 1L, 2L), study("seeds: 3").seeds().first());
    assertEquals(List.of(5L, 1L), study("seeds: [5, 1]").seeds().first());
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
  void gradientRulesStandInFrontOfTheOptimizerAndCpropAroundWhatFollows() {
    Cell cell = only("gradient: [{kind: global-norm, limit: 2}, cprop]\noptimizer: sgd");
    assertEquals(
        Chain.of(
            new ClipByGlobalNorm(2),
            new ConformityScale(0.999, 1, 1e-8).before(Optimizers.sgd(0.01))),
        cell.settings().optimizer());
    assertEquals("global-norm+cprop", Studies.kind(cell, "gradient"));
    assertEquals(List.of(), only("").gradient());
  }

  @Test
  void listsOfGradientRulesAreAxes() {
    Study study = study("gradient: [[], agc, [{kind: value, limit: [1, 2]}, zclip]]");
    assertEquals(
        List.of("", "agc", "value+zclip", "value+zclip"),
        study.cells().stream().map(cell -> Studies.kind(cell, "gradient")).toList());
    assertEquals(study, Study.fromJson(study.canonicalJson()));
    Cell last = study.cells().get(3);
    assertEquals(last, Cell.fromJson(last.json()));
    assertEquals(last.id(), Cell.fromJson(last.json()).id());
  }

  @Test
  void beta1FollowsItsScheduleFromTheOptimizersOwn() {
    Cell cell =
        only(
            "optimizer: {kind: adam, beta1: 0.8}\n"
                + "beta1: {kind: stepped, hold: 4, over: 8, end: 0.5}");
    Course beta1 = new Course(0.8, new SteppedDecay(0.5, 4, 8, 8, 0));
    assertEquals(
        Optimizers.of(
            new ScaleByAdam(beta1, 0.999, 1e-8, ScaleByAdam.Square.LATEST),
            Course.constant(0.00078125)),
        cell.settings().optimizer());
  }

  @Test
  void aStudyOfThousandsOfCellsReadsBack() {
    List<Integer> batches = IntStream.rangeClosed(1, 5_000).boxed().toList();
    Study study = study("batch: " + batches);
    assertEquals(5_000, study.cells().size());
    assertEquals(study, Study.fromJson(study.canonicalJson()));
  }
}
