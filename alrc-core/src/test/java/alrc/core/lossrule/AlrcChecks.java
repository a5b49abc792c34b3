package alrc.core.lossrule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import alrc.core.random.Randomness;
import alrc.core.train.Gradient;
import java.util.SplittableRandom;

/** What ALRC must do, asked of any loss rule that claims to be it. */
final class AlrcChecks {
  static final int STEPS = 300;

  private AlrcChecks() {}

  /** ALRC with a threshold n, μ1 = mean and μ2 = square. */
  static Alrc given(double deviations, double mean, double square) {
    AlrcStart start = new AlrcStart.Given(mean, square);
    return new Alrc(deviations, 0.9, Alrc.Moments.RAW, 1e-8, start);
  }

  /** Value, gradient factor and moments on a random stream with spikes. */
  static void followsTheReference(LossRule rule, Alrc settings, int seed, NDManager manager) {
    SplittableRandom random = Randomness.of(seed, "alrc-stream");
    AlrcReference reference = new AlrcReference(settings);
    int batch = 1 + random.nextInt(5);
    int summands = settings.grain() == LossRule.Grain.SUMMAND ? 6 : 1;
    int clipped = 0;
    try (LossRule.Running running = rule.start(manager)) {
      for (int step = 0; step < STEPS; step++) {
        float[] losses = losses(random, batch * summands);
        double[] expected = reference.step(losses);
        NDArray given = manager.create(losses);
        given = summands == 1 ? given : given.reshape(new Shape(batch, summands));
        LossRule.Verdict verdict = running.apply(given);
        clipped += checkLosses(settings, losses, expected, given, verdict, running);
        checkLimit(reference, verdict);
        checkClipped(expected, batch, verdict);
        if (running instanceof AlrcState state && !Double.isInfinite(reference.limit)) {
          assertEquals(reference.mean, state.moments()[0], 1e-10 * reference.mean);
          assertEquals(reference.square, state.moments()[1], 1e-10 * reference.square);
        }
      }
    }
    assertTrue(clipped > 0, "the stream must have clipped losses");
  }

  private static float[] losses(SplittableRandom random, int count) {
    float[] losses = new float[count];
    for (int i = 0; i < count; i++) {
      double loss = 0.05 * StrictMath.exp(0.3 * Randomness.normal(random));
      int kind = random.nextInt(60);
      losses[i] = (float) (kind == 0 ? loss * 50 : kind == 1 ? loss / 50 : loss);
    }
    return losses;
  }

  private static int checkLosses(
      Alrc settings,
      float[] losses,
      double[] expected,
      NDArray given,
      LossRule.Verdict verdict,
      LossRule.Running running) {
    float[] factors = verdict.factors().toFloatArray();
    float[] values = running.values(given, verdict).toFloatArray();
    int clipped = 0;
    for (int i = 0; i < losses.length; i++) {
      assertEquals(expected[i], factors[i], 1e-6 * Math.abs(expected[i]));
      double value = (losses[i] + settings.shift()) * expected[i] - settings.shift();
      assertEquals(value, values[i], 1e-6 * (Math.abs(value) + settings.shift()));
      clipped += expected[i] != 1 ? 1 : 0;
    }
    return clipped;
  }

  private static void checkLimit(AlrcReference reference, LossRule.Verdict verdict) {
    NDArray limit = verdict.limit();
    if (Double.isInfinite(reference.limit)) {
      assertNull(limit);
    } else {
      assertNotNull(limit);
      double tolerance = 1e-9 * (1 + Math.abs(reference.limit));
      assertEquals(reference.limit, limit.toDoubleArray()[0], tolerance);
    }
  }

  private static void checkClipped(double[] expected, int batch, LossRule.Verdict verdict) {
    NDArray fractions = verdict.clipped();
    if (fractions == null) {
      return;
    }
    int summands = expected.length / batch;
    for (int n = 0; n < batch; n++) {
      double count = 0;
      for (int i = 0; i < summands; i++) {
        count += expected[n * summands + i] != 1 ? 1 : 0;
      }
      assertEquals(count / summands, fractions.toFloatArray()[n], 1e-6);
    }
  }

  /** With μ1 = 2, σ = 1 and n = 3 the limit is 5. */
  static void limitCountsTheMeanOnce(LossRule rule, NDManager manager) {
    try (LossRule.Running running = rule.start(manager)) {
      NDArray limit = running.apply(manager.create(new float[] {1})).limit();
      assertNotNull(limit);
      assertEquals(5, limit.toDoubleArray()[0], 1e-7); // 2 + 3·1, not 2 + (2 + 3·1)
    }
  }

  /** With a limit of 5, a loss of 40 has 5/40 of its gradient. */
  static void clippedGradientIsTheLimitOverTheLossTimesTheRawOne(LossRule rule, NDManager manager) {
    NDArray weight = manager.create(new double[] {2, 2});
    NDArray scale = manager.create(new double[] {1, 10}); // losses w²·scale = 4 and 40
    try (LossRule.Running running = rule.start(manager)) {
      float[] factors = running.apply(manager.create(new float[] {4, 40})).factors().toFloatArray();
      double[] applied = {factors[0] / 2.0, factors[1] / 2.0};
      double[] gradient = Gradient.of(weight, w -> w.square().mul(scale), applied);
      double raw = 2 * 2 * 10 / 2.0;
      assertEquals(2 * 2 / 2.0, gradient[0], 1e-12);
      assertEquals(raw * 5 / 40, gradient[1], 1e-6);
      assertTrue(gradient[1] > 0, "a clipped example keeps the sign of its gradient");
    }
  }
}
