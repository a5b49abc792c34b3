package alrc.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import alrc.core.gradient.GradientRule;
import alrc.core.loss.Loss;
import alrc.core.loss.QuarticError;
import alrc.core.lossrule.Alrc;
import alrc.core.lossrule.AlrcStart;
import alrc.core.lossrule.DynamicLossScale;
import alrc.core.lossrule.Huber;
import alrc.core.lossrule.LossChain;
import alrc.core.lossrule.LossRewind;
import alrc.core.lossrule.LossRule;
import alrc.core.lossrule.LossScale;
import alrc.core.lossrule.LossSkip;
import alrc.core.lossrule.NoRule;
import alrc.core.optimizer.Optimizers;
import alrc.core.record.Outcome;
import alrc.core.record.RecordSink;
import alrc.core.record.TrialResult;
import alrc.core.study.Samples;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What loss and gradient rules promise in a real training. */
class RulesInTrainingTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;
  private static final int STEPS = 20;
  private static final List<Double> PLAIN = Trials.losses(Trials.plain(STEPS), 3);

  static Stream<LossRule> inactive() {
    AlrcStart high = new AlrcStart.Given(1e3, 1e8);
    Alrc alrcOff = Alrc.paper(INFINITE);
    return Stream.of(
        alrcOff,
        alrc(INFINITE, Alrc.Sides.BOTH, LossRule.Grain.EXAMPLE),
        new Huber(INFINITE, Huber.Form.CONTINUOUS),
        new Huber(1e9, Huber.Form.PUBLISHED),
        new LossSkip(INFINITE, 0.9, 0, high),
        new LossSkip(3, 0.999, 0, high),
        new LossRewind(INFINITE, 5, 0.9, 0, high),
        new LossRewind(3, 5, 0.999, 0, high),
        new LossScale(1024),
        new DynamicLossScale(65536, 7),
        LossChain.of(new Huber(1e9, Huber.Form.CONTINUOUS), alrcOff, new LossScale(4)));
  }

  private static Alrc alrc(double deviations, Alrc.Sides sides, LossRule.Grain grain) {
    return new Alrc(
        deviations,
        0.9,
        null,
        Alrc.Moments.RAW,
        Alrc.Update.EMA,
        1e-8,
        new AlrcStart.Given(1e-4, 1e-7),
        sides,
        grain,
        0);
  }

  @ParameterizedTest
  @MethodSource("inactive")
  void aRuleThatIsInactiveIsBitIdenticalToNone(LossRule rule) {
    assertEquals(PLAIN, Trials.losses(Trials.of(rule, STEPS), 3));
  }

  @Test
  void aStepThatIsSkippedMovesNothing() {
    LossRule never = new LossSkip(0, 0.999999, 0, new AlrcStart.Given(1e-9, 1e-17));
    List<Double> skipped = Trials.losses(Trials.of(never, STEPS), 3);
    TrialSettings still = Trials.of(new QuarticError(1), new NoRule(), 0, 2, STEPS);
    assertEquals(Trials.losses(still, 3), skipped);
    assertNotEquals(PLAIN, skipped);
  }

  @Test
  void overflowIsHalvedAwayWhereAFixedScaleDiverges() {
    Loss large = new QuarticError(1e12);
    TrialSettings fixed = Trials.of(large, new LossScale(0x1p100), 1e-3, 2, 100);
    Outcome.Diverged diverged = assertInstanceOf(Outcome.Diverged.class, run(fixed));
    assertEquals("gradient", diverged.what());
    assertEquals(1, diverged.step());
    TrialSettings dynamic = Trials.of(large, new DynamicLossScale(0x1p100, 1000), 1e-3, 2, 100);
    TrialResult result = assertInstanceOf(Outcome.Completed.class, run(dynamic)).result();
    assertTrue(result.curve().get(1).loss() < result.curve().get(0).loss());
  }

  private static Outcome run(TrialSettings settings) {
    return TrainingLoop.run(settings, 0, Trials.synthetic(), RecordSink.NONE, ComputeDevice.CPU);
  }

  @Test
  void summandsAreClippedOneByOneAndTheRecordedErrorIsTheExamples() {
    TrialSettings perPixel = Trials.of(alrc(1, Alrc.Sides.UPPER, LossRule.Grain.SUMMAND), STEPS);
    List<Double> losses = Trials.losses(perPixel, 3);
    assertEquals(PLAIN.get(0), losses.get(0), 1e-6 * PLAIN.get(0));
    assertNotEquals(PLAIN.get(STEPS - 1), losses.get(STEPS - 1));
    double clipped = run(perPixel).result().clipFraction();
    assertTrue(clipped > 0 && clipped < 0.5, "of many pixels some: " + clipped);
  }

  /** Zero, with a gradient of 0 · ∞. */
  private record RootOfZero() implements Loss {
    @Override
    public NDArray errors(NDArray prediction, NDArray target) {
      return prediction.sub(prediction).square().sqrt();
    }
  }

  static Stream<Arguments> gradientRules() {
    return Samples.all(GradientRule.class);
  }

  @ParameterizedTest
  @MethodSource("gradientRules")
  void aGradientThatIsNoNumberEndsTheTrial(String name, GradientRule ahead) {
    Outcome.Diverged diverged =
        assertInstanceOf(Outcome.Diverged.class, run(behind(ahead, new RootOfZero())));
    assertEquals(1, diverged.step(), name);
    assertEquals("gradient", diverged.what());
  }

  @ParameterizedTest
  @MethodSource("gradientRules")
  void aTrialWithAnyGradientRuleLearns(String name, GradientRule ahead) {
    TrialResult result =
        assertInstanceOf(Outcome.Completed.class, run(behind(ahead, new QuarticError(1)))).result();
    assertTrue(result.curve().get(1).loss() < result.curve().get(0).loss(), name);
  }

  private static TrialSettings behind(GradientRule ahead, Loss loss) {
    GradientRule adam = Optimizers.adam(1e-3, 0.9, 0.999, 1e-8);
    GradientRule rule = ahead.before(adam);
    return Trials.of(loss, new NoRule(), rule, 1e-3, 2, 100, KernelForm.SINGLE);
  }
}
