package alrc.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import alrc.core.data.Batch;
import alrc.core.study.Study;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Sharpness-aware minimisation beside two passes of plain gradient descent. */
class SamTest {
  private static final int STEPS = 12;
  private static final double RATE = 0.05;
  private static final double RADIUS = 0.4;
  private static final long SEED = 4;

  private static TrialSettings settings(String more) {
    String yaml =
        "study: s\ndata: {kind: synthetic, images: 50}\nloss: quartic\nbatch: 2\n"
            + "model: {kind: supersampling, width: 0.03125}\n"
            + "iterations: 12\nsummary: {last: 5}\noptimizer: {kind: sgd, rate: 0.05}\n";
    return Study.parse(yaml + more, "s").cells().get(0).settings();
  }

  private static List<Double> losses(String more) {
    return Trials.losses(settings(more), SEED);
  }

  private static final String SAM = "gradient: [{kind: sam, radius: 0.4}]\n";

  /** Σ of the factor that each loss has at the parameters, times its gradient elsewhere, / N. */
  private static double[] gradient(
      PlainTraining plain, double[] at, double[] elsewhere, Batch batch, DoubleUnaryOperator rule) {
    double[] mean = new double[at.length];
    for (int n = 0; n < 2; n++) {
      double factor = rule.applyAsDouble(plain.example(at, batch, n).loss());
      PlainTraining.add(mean, factor / 2, plain.example(elsewhere, batch, n).gradient());
    }
    return mean;
  }

  private static List<Double> plain(DoubleUnaryOperator rule) {
    PlainTraining plain = new PlainTraining(settings(""), Trials.synthetic());
    return plain.losses(
        SEED,
        STEPS,
        RATE,
        (parameters, batch) -> {
          double[] here = gradient(plain, parameters, parameters, batch, rule);
          double[] ahead = parameters.clone();
          PlainTraining.add(ahead, RADIUS / (PlainTraining.norm(here) + 1e-12), here);
          return gradient(plain, parameters, ahead, batch, rule);
        });
  }

  @TestFactory
  Stream<DynamicTest> equalsTwoPassesOfPlainDescent() {
    String huber = "rule: {kind: huber, threshold: 0.1}\n";
    return Stream.of(
        test("no rule", SAM, loss -> 1),
        test("stacked", SAM + "kernel: stacked\n", loss -> 1),
        test("scaled", SAM + "rule: {kind: loss-scale, factor: 1024}\n", loss -> 1),
        test(
            "a loss rule judges the losses at the parameters",
            SAM + huber,
            loss -> loss > 0.1 ? 0.5 * Math.sqrt(0.1 / loss) : 1));
  }

  private static DynamicTest test(String name, String study, DoubleUnaryOperator rule) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          List<Double> expected = plain(rule);
          List<Double> found = losses(study);
          for (int i = 0; i < STEPS; i++) {
            assertEquals(expected.get(i), found.get(i), 1e-4 * expected.get(i), "step " + i);
          }
          assertNotEquals(losses(study.replace(SAM, "")), found);
        });
  }

  /** A loss rule sees each batch once: a rule that learns clips what it clips without SAM. */
  @Test
  void aLossRuleLearnsFromTheLossesAtTheParameters() {
    String rule =
        "rule: {kind: alrc, deviations: 0, decay: 0.9, start: {mean: 0.1, square: 0.02}}\n";
    String still = "optimizer: {kind: sgd, rate: 0}\n";
    String yaml =
        "study: s\ndata: {kind: synthetic, images: 50}\nloss: quartic\nbatch: 2\n"
            + "model: {kind: supersampling, width: 0.03125, norm: batch}\n"
            + "iterations: 30\nsummary: {last: 5}\ncurve: {boxcar: 5}\n"
            + still
            + rule;
    assertEquals(outcome(yaml), outcome(yaml + SAM), "running means and moments are those at w");
  }

  private static Object outcome(String yaml) {
    TrialSettings settings = Study.parse(yaml, "s").cells().get(0).settings();
    return CheckpointTest.run(settings, List.of(), null).outcome();
  }
}
