package alrc.core.lossrule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import alrc.core.train.Gradient;
import alrc.settings.SettingMistake;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Huberisation, chains, skipping and scaling. */
class LossRulesTest {
  private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");

  @AfterEach
  void close() {
    manager.close();
  }

  private LossRule.Verdict apply(LossRule.Running running, float... losses) {
    return running.apply(manager.create(losses));
  }

  private float[] values(LossRule rule, float... losses) {
    try (LossRule.Running running = rule.start(manager)) {
      NDArray given = manager.create(losses);
      return running.values(given, running.apply(given)).toFloatArray();
    }
  }

  @Test
  void huberisedLossesAreRootsOverTheThreshold() {
    assertArrayEquals(
        new float[] {0, 3, 4, 8}, values(new Huber(4, Huber.Form.CONTINUOUS), 0, 3, 4, 16), 1e-6f);
    assertArrayEquals(
        new float[] {0, 50, 8}, values(new Huber(50, Huber.Form.PUBLISHED), 0, 50, 64), 1e-6f);
  }

  /** Both sides of the threshold; losses w⁴, so that the outer derivative is seen alone. */
  @ParameterizedTest
  @EnumSource(Huber.Form.class)
  void gradientOfHuberisationEqualsFiniteDifferences(Huber.Form form) {
    Huber rule = new Huber(2, form);
    double[] w = {0.5, 1, 1.3, 2, 3};
    double[] gradient = gradientThrough(rule, w);
    double h = 1e-5;
    for (int i = 0; i < w.length; i++) {
      double slope = (exactly(rule, w[i] + h) - exactly(rule, w[i] - h)) / (2 * h);
      assertEquals(slope, gradient[i], 1e-6 * (1 + slope));
    }
  }

  private static double exactly(Huber rule, double w) {
    double loss = Math.pow(w, 4);
    double inside = rule.form() == Huber.Form.CONTINUOUS ? rule.threshold() * loss : loss;
    return loss > rule.threshold() ? Math.sqrt(inside) : loss;
  }

  private double[] gradientThrough(LossRule rule, double... w) {
    NDArray weights = manager.create(w);
    try (LossRule.Running running = rule.start(manager)) {
      double[] factors = running.apply(weights.pow(4)).factors().toDoubleArray();
      return Gradient.of(weights, leaf -> leaf.pow(4), factors);
    }
  }

  @Test
  void alrcBeforeHuberisationClipsFirst() {
    LossChain rule =
        LossChain.of(AlrcChecks.given(3, 2, 5), new Huber(4, Huber.Form.CONTINUOUS)); // limit 5
    try (LossRule.Running running = rule.start(manager)) {
      LossRule.Verdict verdict = apply(running, 3, 100);
      // L_dyn = (5/100)·L, then sqrt(4·L_dyn): ½·sqrt(4/5) · 5/100
      double factor = 0.5 * Math.sqrt(4.0 / 5) * 5 / 100;
      assertArrayEquals(new float[] {1, (float) factor}, verdict.factors().toFloatArray(), 1e-7f);
      assertArrayEquals(new float[] {0, 1}, clipped(verdict));
      assertEquals(5, limit(verdict), 1e-7);
    }
  }

  @Test
  void huberisationBeforeAlrcLetsAlrcSeeTheRoots() {
    LossChain rule =
        LossChain.of(new Huber(4, Huber.Form.CONTINUOUS), AlrcChecks.given(3, 2, 5)); // limit 5
    try (LossRule.Running running = rule.start(manager)) {
      LossRule.Verdict verdict = apply(running, 3, 5, 100);
      // 5 becomes sqrt(20) = 4.47, not clipped; 100 becomes 20, clipped to 5
      double passed = 0.5 * Math.sqrt(4.0 / 5);
      double factor = 0.5 * Math.sqrt(4.0 / 100) * 5 / 20;
      assertArrayEquals(
          new float[] {1, (float) passed, (float) factor}, verdict.factors().toFloatArray(), 1e-7f);
      assertArrayEquals(new float[] {0, 0, 1}, clipped(verdict));
    }
  }

  /** What ALRC holds constant, L_max / L, is held constant in the differences too. */
  @Test
  void gradientOfAChainEqualsFiniteDifferences() {
    Huber huber = new Huber(4, Huber.Form.CONTINUOUS);
    double[] w = {1, 1.6, 3};
    double[] gradient = gradientThrough(LossChain.of(huber, AlrcChecks.given(3, 2, 5)), w);
    double h = 1e-5;
    for (int i = 0; i < w.length; i++) {
      double held = Math.min(1, (2 + 3 * Math.sqrt(1 + 1e-8)) / exactly(huber, w[i]));
      double slope = held * (exactly(huber, w[i] + h) - exactly(huber, w[i] - h)) / (2 * h);
      assertEquals(slope, gradient[i], 1e-6 * (1 + slope));
    }
  }

  private static float[] clipped(LossRule.Verdict verdict) {
    NDArray clipped = verdict.clipped();
    assertNotNull(clipped);
    return clipped.toFloatArray();
  }

  private static double limit(LossRule.Verdict verdict) {
    NDArray limit = verdict.limit();
    assertNotNull(limit);
    return limit.getDouble(0);
  }

  @Test
  void aStepOverTheLimitIsSkippedAndStillLearntFrom() {
    LossSkip rule = new LossSkip(3, 0.9, 0, new AlrcStart.Given(2, 5));
    NDArray gradient = manager.ones(new Shape(2));
    try (LossRule.Running running = rule.start(manager)) {
      assertNull(apply(running, 4, 5).limit());
      assertTrue(running.accepts(gradient));
      // μ1 = 0.9·2 + 0.1·4.5 = 2.25, μ2 = 4.5 + 0.1·20.25 = 6.525
      double limit = 2.25 + 3 * Math.sqrt(6.525 - 2.25 * 2.25);
      LossRule.Verdict verdict = apply(running, 1, (float) (2 * limit));
      assertArrayEquals(new float[] {1, 1}, clipped(verdict));
      assertEquals(limit, limit(verdict), 1e-6);
      assertFalse(running.accepts(gradient));
      int skipped = 0;
      while (skipped < 20 && !accepts(running, 30)) {
        skipped++;
      }
      assertTrue(skipped < 20, "a lasting change is let through");
      assertTrue(running.apply(manager.create(new float[] {Float.NaN})).limit() == null);
      assertTrue(running.accepts(gradient), "a loss that is no number is not skipped");
    }
  }

  private boolean accepts(LossRule.Running running, float loss) {
    apply(running, loss);
    return running.accepts(manager.ones(new Shape(1)));
  }

  @Test
  void dynamicScaleHalvesOnOverflowAndDoublesAfterCleanSteps() {
    NDArray finite = manager.create(new float[] {1, 2});
    NDArray overflow = manager.create(new float[] {1, Float.POSITIVE_INFINITY});
    try (LossRule.Running running = new DynamicLossScale(2, 3).start(manager)) {
      assertEquals(2, running.scale());
      assertFalse(running.accepts(overflow));
      assertEquals(1, running.scale());
      assertTrue(running.accepts(overflow), "without a factor it is the trial's own");
      for (int i = 0; i < 3; i++) {
        assertEquals(1, running.scale());
        assertTrue(running.accepts(finite));
      }
      assertEquals(2, running.scale());
    }
  }

  @Test
  void aChainScalesByAllFactors() {
    try (LossRule.Running running =
        LossChain.of(new LossScale(8), new LossScale(4)).start(manager)) {
      assertEquals(32, running.scale());
      assertArrayEquals(new float[] {1, 1}, apply(running, 1, 2).factors().toFloatArray());
    }
  }

  @Test
  void impossibleSettingsAreRefusedByName() {
    refused(
        "threshold: 0.0 must be > 0 (.inf switches it off)",
        () -> new Huber(0, Huber.Form.PUBLISHED));
    refused("factor: 0.0 must be a finite number > 0", () -> new LossScale(0));
    refused("start: 3.0 must be a power of two from 1 to 2^100", () -> new DynamicLossScale(3, 1));
    refused("patience: 0 must be >= 1", () -> new DynamicLossScale(2, 0));
    refused("rules: [] must name at least one rule", () -> new LossChain(List.of()));
    refused(
        "rules: LossChain[rules=[LossScale[factor=2.0]]] must not be a chain itself",
        () -> LossChain.of(LossChain.of(new LossScale(2))));
    refused(
        "deviations: -1.0 must be >= 0 (.inf switches it off)",
        () -> new LossSkip(-1, 0.9, 0, new AlrcStart.Measured()));
  }

  private static void refused(String message, org.junit.jupiter.api.function.Executable make) {
    assertEquals(message, assertThrows(SettingMistake.class, make).getMessage());
  }
}
