package alrc.core.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.data.Augmentation;
import alrc.core.data.BatchSource;
import alrc.core.data.SupersamplingBatches;
import alrc.core.data.SyntheticImages;
import alrc.core.lossrule.LossRule;
import alrc.core.record.Outcome;
import alrc.core.record.RecordSink;
import alrc.core.train.ComputeDevice;
import alrc.core.train.TrainingLoop;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells that differ only in settings that cannot act. */
class TwinsTest {
  private static Study study(String rules) {
    return Study.parse(
        "study: s\ndata: {kind: synthetic, images: 50}\n"
            + "model: {kind: supersampling, width: 0.03125}\nbatch: 2\nloss: quartic\n"
            + ("iterations: 130\nseeds: 2\nsummary: {last: 60}\ncurve: {boxcar: 40}\n")
            + ("rule: " + rules + "\n"),
        "s");
  }

  private static Outcome trained(Cell cell) {
    BatchSource source =
        new SupersamplingBatches(new SyntheticImages(50, 1, 0), Augmentation.flipOnly());
    return TrainingLoop.run(cell.settings(), 3, source, RecordSink.NONE, ComputeDevice.CPU);
  }

  /** Pairs of rules that train alike; the chains clip, so that the rest of them is seen to act. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{kind: alrc, deviations: .inf, decay: 0.9, moments: clipped, start: {mean: 1, square:"
            + " 2}}, none]",
        "[{kind: alrc, deviations: .inf, per: summand, decay: 0.9, update: leaky}, {kind: alrc,"
            + " deviations: .inf, per: summand, sides: both, shift: 1, epsilon: 1}]",
        "[{kind: huber, threshold: .inf, form: published}, {kind: skip, deviations: .inf, decay:"
            + " 0.5}]",
        "[{kind: chain, rules: [{kind: alrc, deviations: .inf, decay: 0.5}, {kind: huber,"
            + " threshold: 1.0e-3}, {kind: skip, deviations: .inf}]}, {kind: huber, threshold:"
            + " 1.0e-3}]",
        "[{kind: chain, rules: [{kind: alrc, deviations: 0, decay: 0.5}, {kind: huber, threshold:"
            + " .inf}]}, {kind: alrc, deviations: 0, decay: 0.5}]",
        "[{kind: chain, rules: [{kind: huber, threshold: .inf}, {kind: alrc, deviations: 0},"
            + " {kind: loss-scale, factor: 2}]}, {kind: chain, rules: [{kind: alrc, deviations:"
            + " 0}, {kind: loss-scale, factor: 2}]}]"
      })
  void theirTrainingsAreBitIdentical(String rules) {
    List<Cell> cells = study(rules).cells();
    assertEquals(2, cells.size());
    assertEquals(cells.get(0).acting(), cells.get(1).acting());
    assertEquals(trained(cells.get(0)), trained(cells.get(1)));
  }

  @Test
  void whatMayActMakesNoTwin() {
    List<Cell> cells =
        study(
                "[{kind: alrc, deviations: 2, decay: [0.9, 0.99]}, {kind: alrc, deviations: .inf,"
                    + " per: [example, summand]}, {kind: huber, threshold: 1}]")
            .cells();
    assertEquals(5, Set.copyOf(cells.stream().map(Cell::acting).toList()).size());
    LossRule rule = cells.get(0).acting().settings().rule();
    assertEquals(cells.get(0).settings().rule(), rule);
  }

  @Test
  void oneOfAGroupIsTrainedAndTheRestTakesItsResult() {
    Study study = study("[none, {kind: alrc, deviations: [2, .inf], decay: [0.9, 0.99]}]");
    List<Trial> trials = study.trials(data -> "digest");
    Twins twins = new Twins(trials);
    assertEquals(10, trials.size());
    assertEquals(4, twins.copies());
    assertEquals(2, twins.groups().size());
    Trial first = trials.get(0);
    assertEquals(2, twins.of(first).size());
    for (Trial twin : twins.of(first)) {
      assertEquals(first.seed(), twin.seed());
      assertNotEquals(first.id(), twin.id());
    }

    assertEquals(6, twins.toTrain(trial -> true, trial -> false).size());
    List<Trial> later = twins.toTrain(trial -> !trial.equals(first), trial -> false);
    assertEquals(twins.of(first).get(0), later.get(0), "the next one, if the first was given up");
    List<Trial> rest = twins.toTrain(trial -> !trial.equals(first), first::equals);
    assertEquals(5, rest.size());
    assertTrue(rest.stream().noneMatch(twins.of(first)::contains));
    assertTrue(twins.words().startsWith("4 of these trials differ"), twins.words());
    assertFalse(new Twins(List.of(first)).words().contains("differ"));
  }
}
