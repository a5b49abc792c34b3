package alrc.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.study.Study;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Rules that need the gradient of each example, beside one pass for each example. */
class PerExampleTest {
  private static final int STEPS = 12;
  private static final double RATE = 0.002;
  private static final long SEED = 4;

  private static TrialSettings settings(String more) {
    String yaml =
        "study: s\ndata: {kind: synthetic, images: 50}\nloss: quartic\nbatch: 3\n"
            + "model: {kind: supersampling, width: 0.03125}\nkernel: stacked\n"
            + "iterations: 12\nsummary: {last: 5}\noptimizer: {kind: sgd, rate: 0.002}\n";
    return Study.parse(yaml + more, "s").cells().get(0).settings();
  }

  private static List<Double> losses(String more) {
    return Trials.losses(settings(more), SEED);
  }

  private static String clip(String limit) {
    return "gradient: [{kind: per-example, limit: " + limit + "}]\n";
  }

  /**
   * What a loop over examples makes.
   *
   * @param lossFactor of a loss's gradient
   * @param gradientFactor of a gradient with a norm
   */
  private static List<Double> loop(
      DoubleUnaryOperator lossFactor, DoubleUnaryOperator gradientFactor) {
    TrialSettings settings = settings("");
    PlainTraining plain = new PlainTraining(settings, Trials.synthetic());
    return plain.losses(
        SEED,
        STEPS,
        RATE,
        (parameters, batch) -> {
          double[] mean = new double[parameters.length];
          for (int n = 0; n < settings.batch(); n++) {
            PlainTraining.Example example = plain.example(parameters, batch, n);
            double factor = lossFactor.applyAsDouble(example.loss());
            double norm = factor * PlainTraining.norm(example.gradient());
            double share = factor * gradientFactor.applyAsDouble(norm) / settings.batch();
            PlainTraining.add(mean, share, example.gradient());
          }
          return mean;
        });
  }

  private static final String HUBER = "rule: {kind: huber, threshold: 0.1}\n";

  private static double huber(double loss) {
    return loss > 0.1 ? 0.5 * Math.sqrt(0.1 / loss) : 1;
  }

  @TestFactory
  Stream<DynamicTest> equalsALoopOverExamples() {
    String adaptive = "gradient: [{kind: per-example-adaptive, form: ";
    return Stream.of(
        test("unclipped", clip(".inf"), l -> 1, n -> 1),
        test("clipped", clip("0.3"), l -> 1, n -> Math.min(1, 0.3 / n)),
        test(
            "a loss rule acts first",
            HUBER + clip("0.3"),
            PerExampleTest::huber,
            n -> Math.min(1, 0.3 / n)),
        test("adaptive", adaptive + "adaptive}]\n", l -> 1, n -> 1 / (n + 0.1 / (n + 0.1))),
        test("automatic", adaptive + "automatic}]\n", l -> 1, n -> 1 / (n + 0.1)));
  }

  private static DynamicTest test(
      String name, String study, DoubleUnaryOperator lossFactor, DoubleUnaryOperator factor) {
    return DynamicTest.dynamicTest(name, () -> agree(loop(lossFactor, factor), losses(study)));
  }

  private static void agree(List<Double> expected, List<Double> found) {
    assertEquals(STEPS, found.size());
    for (int i = 0; i < STEPS; i++) {
      assertEquals(expected.get(i), found.get(i), 1e-4 * expected.get(i), "step " + i);
    }
  }

  /**
   * A limit that no example reaches multiplies by exactly one; only the sum over examples is taken
   * in another order than that of a training without the rule.
   */
  @Test
  void aLimitThatNoExampleReachesChangesNothing() {
    assertEquals(losses(clip(".inf")), losses(clip("1000")));
    agree(losses(""), losses(clip("1000")));
    assertNotEquals(losses(clip(".inf")), losses(clip("0.3")));
  }

  /** Scaling by a power of two, and a mean of factors of losses, change no bit. */
  @Test
  void lossesAreScaledBackBeforeTheNormIsTaken() {
    assertEquals(
        losses(clip("0.3")), losses("rule: {kind: loss-scale, factor: 1024}\n" + clip("0.3")));
  }

  @Test
  void summandsCountOnTheWayToAnExamplesGradient() {
    String perPixel =
        "rule: {kind: alrc, deviations: 0.5, per: summand, decay: 0.9, start: {mean: 0.1, square:"
            + " 0.02}}\n";
    List<Double> clipped = losses(perPixel + clip("0.3"));
    assertNotEquals(losses(clip("0.3")), clipped);
    assertTrue(clipped.stream().allMatch(Double::isFinite));
    agree(losses(perPixel), losses(perPixel + clip("1000")));
  }

  @Test
  void layerNormalisationKeepsExamplesApart() {
    String norm = "model: {kind: supersampling, width: 0.03125, norm: layer}\n";
    String yaml =
        "study: s\ndata: {kind: synthetic, images: 50}\nbatch: 2\niterations: 12\n" + norm;
    TrialSettings without = Study.parse(yaml + "kernel: stacked\n", "s").cells().get(0).settings();
    TrialSettings with = Study.parse(yaml + clip("1000"), "s").cells().get(0).settings();
    assertEquals(KernelForm.STACKED, with.kernel(), "where a study is silent");
    agree(Trials.losses(without, SEED), Trials.losses(with, SEED));
  }
}
