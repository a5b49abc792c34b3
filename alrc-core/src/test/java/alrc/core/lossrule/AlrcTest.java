package alrc.core.lossrule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.random.Randomness;
import alrc.core.setting.InvalidSettingException;
import alrc.core.train.Gradient;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlrcTest {
  private static final double EPSILON = 1e-8;

  private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");

  @AfterEach
  void close() {
    manager.close();
  }

  private static Alrc given(double deviations, double mean, double square) {
    AlrcStart start = new AlrcStart.Given(mean, square);
    return new Alrc(deviations, 0.9, 0.9, Alrc.Moments.RAW, EPSILON, start);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
  void equalsTheDoublePrecisionReferenceOnRandomStreamsWithSpikes(int seed) {
    SplittableRandom random = Randomness.of(seed, "alrc-stream");
    Alrc settings = randomSettings(random);
    AlrcReference reference = new AlrcReference(settings);
    int batch = 1 + random.nextInt(5);
    int clipped = 0;
    try (LossRule.Running running = settings.start(manager)) {
      for (int step = 0; step < 400; step++) {
        float[] losses = losses(random, batch);
        double[] expected = reference.step(losses);
        LossRule.Verdict verdict = running.apply(manager.create(losses));
        float[] factors = verdict.factors().toFloatArray();
        for (int i = 0; i < batch; i++) {
          assertEquals(expected[i], factors[i], 1e-6 * expected[i]);
          clipped += expected[i] < 1 ? 1 : 0;
        }
        checkLimit(reference, verdict);
        checkMoments(reference, ((AlrcState) running).moments());
      }
    }
    assertTrue(clipped > 0, "the stream must have clipped losses");
  }

  private static Alrc randomSettings(SplittableRandom random) {
    Alrc.Moments moments = Alrc.Moments.values()[random.nextInt(2)];
    AlrcStart start =
        random.nextBoolean() ? new AlrcStart.Measured() : new AlrcStart.Given(0.2, 0.1);
    double decay1 = 0.9 + 0.099 * random.nextDouble();
    double decay2 = random.nextBoolean() ? decay1 : 0.9 + 0.099 * random.nextDouble();
    return new Alrc(random.nextInt(4), decay1, decay2, moments, EPSILON, start);
  }

  private static float[] losses(SplittableRandom random, int batch) {
    float[] losses = new float[batch];
    for (int i = 0; i < batch; i++) {
      double loss = 0.05 * StrictMath.exp(0.3 * Randomness.normal(random));
      losses[i] = (float) (random.nextInt(30) == 0 ? loss * 50 : loss);
    }
    return losses;
  }

  private static void checkLimit(AlrcReference reference, LossRule.Verdict verdict) {
    NDArray limit = verdict.limit();
    if (Double.isInfinite(reference.limit)) {
      assertNull(limit);
    } else {
      assertNotNull(limit);
      assertEquals(reference.limit, limit.toDoubleArray()[0], 1e-9 * reference.limit);
    }
  }

  private static void checkMoments(AlrcReference reference, double[] moments) {
    if (!Double.isInfinite(reference.limit)) {
      assertEquals(reference.mean, moments[0], 1e-10 * reference.mean);
      assertEquals(reference.square, moments[1], 1e-10 * reference.square);
    }
  }

  @Test
  void limitCountsTheMeanOnce() {
    try (LossRule.Running running = given(3, 2, 5).start(manager)) {
      NDArray limit = running.apply(manager.create(new float[] {1})).limit();
      assertNotNull(limit);
      assertEquals(5, limit.toDoubleArray()[0], 1e-7); // 2 + 3·1, not 2 + (2 + 3·1)
    }
  }

  @Test
  void gradientOfAClippedExampleIsTheLimitOverTheLossTimesTheRawOne() {
    NDArray weight = manager.create(new double[] {2, 2});
    NDArray scale = manager.create(new double[] {1, 10}); // losses w²·scale = 4 and 40
    try (LossRule.Running running = given(3, 2, 5).start(manager)) {
      float[] factors = running.apply(manager.create(new float[] {4, 40})).factors().toFloatArray();
      double[] applied = {factors[0] / 2.0, factors[1] / 2.0};
      double[] gradient = Gradient.of(weight, w -> w.square().mul(scale), applied);
      double raw = 2 * 2 * 10 / 2.0;
      assertEquals(2 * 2 / 2.0, gradient[0], 1e-12);
      assertEquals(raw * 5 / 40, gradient[1], 1e-6);
      assertTrue(gradient[1] > 0, "a clipped example keeps the sign of its gradient");
    }
  }

  @Test
  void rawMomentsTakeTheLossAndClippedMomentsItsLimit() {
    AlrcStart start = new AlrcStart.Given(2, 5);
    for (Alrc.Moments moments : Alrc.Moments.values()) {
      Alrc rule = new Alrc(3, 0.9, 0.9, moments, 0, start);
      try (AlrcState running = (AlrcState) rule.start(manager)) {
        running.apply(manager.create(new float[] {105}));
        double used = moments == Alrc.Moments.RAW ? 105 : 5;
        assertArrayEquals(
            new double[] {1.8 + 0.1 * used, 4.5 + 0.1 * used * used}, running.moments(), 1e-9);
      }
    }
  }

  @Test
  void measuredStartClipsNothingForAHundredIterationsThenOverestimates() {
    try (AlrcState running = (AlrcState) Alrc.paper(3).start(manager)) {
      for (int i = 0; i < 100; i++) {
        LossRule.Verdict verdict =
            running.apply(manager.create(new float[] {1, i == 50 ? 1e6f : 3}));
        assertNull(verdict.limit());
        assertArrayEquals(new float[] {1, 1}, verdict.factors().toFloatArray());
      }
      double mean = (100 + 99 * 3 + 1e6) / 200;
      double square = (100 + 99 * 9 + 1e12) / 200;
      assertArrayEquals(new double[] {3 * mean, 9 * square}, running.moments(), 1e-3);
      assertNotNull(running.apply(manager.create(new float[] {1, 3})).limit());
    }
  }

  @Test
  void lossesUpToTheLimitAreLeftExactlyAlone() {
    try (LossRule.Running running = given(3, 2, 5).start(manager)) {
      float[] factors =
          running.apply(manager.create(new float[] {0, 1e-30f, 4.9f})).factors().toFloatArray();
      assertArrayEquals(new float[] {1, 1, 1}, factors);
    }
  }

  @Test
  void varianceBelowZeroCountsAsZero() {
    Alrc rule = new Alrc(3, 0, 0.99, Alrc.Moments.RAW, 0, new AlrcStart.Given(1, 1.5));
    try (LossRule.Running running = rule.start(manager)) {
      running.apply(manager.create(new float[] {10})); // μ1 = 10, μ2 = 2.485
      NDArray limit = running.apply(manager.create(new float[] {1})).limit();
      assertNotNull(limit);
      assertEquals(10, limit.toDoubleArray()[0], 1e-12);
    }
  }

  @Test
  void impossibleSettingsAreRefusedByName() {
    refused("deviations: -1.0 must be >= 0 (.inf switches it off)", () -> given(-1, 2, 5));
    refused("start.square: 4.0 must be more than mean squared (4.0)", () -> given(3, 2, 4));
    refused("start.mean: 0.0 must be a finite number > 0", () -> given(3, 0, 4));
    AlrcStart start = new AlrcStart.Measured();
    refused(
        "decay: 1.0 must be in [0, 1)",
        () -> new Alrc(3, 1, 0.9, Alrc.Moments.RAW, EPSILON, start));
    refused(
        "epsilon: -1.0 must be a finite number >= 0",
        () -> new Alrc(3, 0.9, 0.9, Alrc.Moments.RAW, -1, start));
  }

  private static void refused(String message, org.junit.jupiter.api.function.Executable make) {
    assertEquals(message, assertThrows(InvalidSettingException.class, make).getMessage());
  }
}
