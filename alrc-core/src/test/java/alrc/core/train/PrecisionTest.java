package alrc.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.record.Outcome;
import alrc.core.record.RecordSink;
import alrc.core.study.Study;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trials whose layers pass on float16, with and without scales. */
class PrecisionTest {
  private static final String HALF = "precision: float16\n";
  private static final String ADAPTIVE = "rule: adaptive-loss-scale\n" + HALF;

  /** Whose gradients are too small for float16. */
  private static TrialSettings settings(String more) {
    return settings(50, more);
  }

  private static TrialSettings settings(int steps, String more) {
    String yaml =
        "study: s\ndata: {kind: synthetic, images: 50}\nbatch: 2\n"
            + "model: {kind: supersampling, width: 0.03125}\n"
            + "loss: {kind: squared, scale: 1e-5}\n"
            + "iterations: "
            + steps
            + "\nsummary: {last: 10}\ncurve: {boxcar: 20}\n";
    return Study.parse(yaml + more, "s").cells().get(0).settings();
  }

  private static Outcome outcome(String more) {
    return TrainingLoop.run(
        settings(more), 3, Trials.synthetic(), RecordSink.NONE, ComputeDevice.CPU);
  }

  private static double worst(String more) {
    List<Double> underflow = outcome(more).result().underflow();
    assertEquals(6, underflow.size(), "borders of seven layers");
    return underflow.stream().mapToDouble(each -> each).max().orElseThrow();
  }

  @Test
  void scalesReduceWhatUnderflows() {
    assertEquals(List.of(), outcome("").result().underflow(), "nothing is rounded");
    double without = worst(HALF);
    assertTrue(without > 0.3, without + " of the gradients at the worst border");
    double fixed = worst("rule: {kind: loss-scale, factor: 16}\n" + HALF);
    assertTrue(fixed < without, fixed + " with a factor of 16");
    double adaptive = worst(ADAPTIVE);
    assertTrue(adaptive < 0.02, adaptive + " with a scale per layer");
    double strict = worst("rule: {kind: adaptive-loss-scale, underflow: 1e-6}\n" + HALF);
    assertTrue(strict < adaptive, strict + " where fewer may underflow");
  }

  /** So small that float16 alone trains no early layer. */
  @Test
  void aTrainingWithScalesIsNearerToThatOfFloat32() {
    double exact = mean("");
    double off = Math.abs(mean(HALF) - exact);
    double scaled = Math.abs(mean(ADAPTIVE) - exact);
    assertTrue(scaled < 0.2 * off, scaled + " beside " + off);
  }

  private static double mean(String more) {
    Double mean = outcome(more).result().finalMean();
    return mean == null ? Double.NaN : mean;
  }

  /**
   * Members with scales of their own, without, and with other factors. A power of two before the
   * scales of layers is one that they need not have: it changes no bit.
   */
  @Test
  void neighboursChangeNothing() {
    List<TrialSettings> all = new ArrayList<>();
    for (String rule :
        List.of(
            "rule: none\n",
            "rule: adaptive-loss-scale\n",
            "rule: {kind: adaptive-loss-scale, underflow: 0.1}\n",
            "rule: {kind: chain, rules: [{kind: loss-scale, factor: 64}, adaptive-loss-scale]}\n",
            "rule: {kind: chain, rules: [dynamic-loss-scale, adaptive-loss-scale]}\n")) {
      all.add(settings(12, rule + HALF + "kernel: stacked\n"));
    }
    List<Long> seeds = all.stream().map(each -> 5L).toList();
    List<List<Double>> alone = new ArrayList<>();
    for (TrialSettings each : all) {
      alone.addAll(CohortTest.losses(List.of(each), List.of(5L)));
    }
    assertEquals(alone, CohortTest.losses(all, seeds));
    assertEquals(4, alone.stream().distinct().count(), "different trials");
    assertEquals(alone.get(1), alone.get(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {HALF, ADAPTIVE})
  void aStoppedTrialResumesWithItsRecord(String more) {
    TrialSettings settings = settings(more);
    CheckpointTest.Run whole = CheckpointTest.run(settings, List.of(37L), null);
    Checkpoint at = whole.checkpoints().get(0);
    assertEquals(whole.outcome(), CheckpointTest.run(settings, List.of(), at).outcome());
  }

  /** An overflow in float16 halves the factor of the loss, whatever the layers' scales are. */
  @Test
  void overflowIsHalvedAway() {
    String large = "rule: {kind: dynamic-loss-scale, start: 1.2676506002282294e30}\n" + HALF;
    assertTrue(outcome(large) instanceof Outcome.Completed);
    assertTrue(
        outcome("rule: {kind: loss-scale, factor: 1e12}\n" + HALF) instanceof Outcome.Diverged);
    assertNotEquals(outcome(HALF), outcome(large));
  }
}
