package alrc.core.lossrule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.random.Randomness;
import alrc.settings.SettingMistake;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlrcTest {
  private static final double EPSILON = 1e-8;

  private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");

  @AfterEach
  void close() {
    manager.close();
  }

  private static Alrc given(double deviations, double mean, double square) {
    return AlrcChecks.given(deviations, mean, square);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void equalsTheDoublePrecisionReferenceOnRandomStreamsWithSpikes(int seed) {
    Alrc settings = randomSettings(Randomness.of(seed, "alrc-settings"), seed);
    AlrcChecks.followsTheReference(settings, settings, seed, manager);
  }

  static IntStream seeds() {
    return IntStream.range(0, 48);
  }

  /** All combinations of moments, update and grain, and each of the three sides. */
  private static Alrc randomSettings(SplittableRandom random, int seed) {
    Alrc.Sides sides = Alrc.Sides.values()[seed % 3];
    AlrcStart start =
        random.nextBoolean() ? new AlrcStart.Measured() : new AlrcStart.Given(0.2, 0.1);
    double decay1 = 0.9 + 0.099 * random.nextDouble();
    double decay2 = random.nextBoolean() ? decay1 : 0.9 + 0.099 * random.nextDouble();
    return new Alrc(
        sides == Alrc.Sides.UPPER ? random.nextInt(4) : 0.1 * random.nextInt(3),
        null,
        List.of(decay1, decay2),
        Alrc.Moments.values()[seed / 3 % 2],
        Alrc.Update.values()[seed / 6 % 2],
        EPSILON,
        start,
        sides,
        LossRule.Grain.values()[seed / 12 % 2],
        seed / 24 % 2 == 0 || sides == Alrc.Sides.LOWER ? 0 : 0.3);
  }

  @Test
  void limitCountsTheMeanOnce() {
    AlrcChecks.limitCountsTheMeanOnce(given(3, 2, 5), manager);
  }

  @Test
  void gradientOfAClippedExampleIsTheLimitOverTheLossTimesTheRawOne() {
    AlrcChecks.clippedGradientIsTheLimitOverTheLossTimesTheRawOne(given(3, 2, 5), manager);
  }

  @Test
  void leakyMomentsSettleAtAThirdOfTheTruth() {
    Alrc rule =
        new Alrc(
            3,
            0.9,
            null,
            Alrc.Moments.CLIPPED,
            Alrc.Update.LEAKY,
            EPSILON,
            new AlrcStart.Given(10, 400),
            Alrc.Sides.UPPER,
            LossRule.Grain.EXAMPLE,
            0);
    try (AlrcState running = (AlrcState) rule.start(manager)) {
      for (int i = 0; i < 200; i++) {
        running.apply(manager.create(new float[] {0.6f}));
      }
      assertArrayEquals(new double[] {0.2, 0.12}, running.moments(), 1e-7);
    }
  }

  @Test
  void aShiftMakesNegativeLossesPositiveAndLeavesTheirGradientAlone() {
    Alrc rule = shifted(Alrc.Sides.BOTH, 10);
    try (LossRule.Running running = rule.start(manager)) {
      // shifted losses 2, 11, 30; μ1 = 10, σ = 1, n = 3: held to 7 … 13
      NDArray losses = manager.create(new float[] {-8, 1, 20});
      LossRule.Verdict verdict = running.apply(losses);
      assertArrayEquals(new float[] {7f / 2, 1, 13f / 30}, verdict.factors().toFloatArray(), 1e-6f);
      assertArrayEquals(
          new float[] {-3, 1, 3}, running.values(losses, verdict).toFloatArray(), 1e-5f);
      NDArray clipped = verdict.clipped();
      NDArray limit = verdict.limit();
      assertNotNull(clipped);
      assertNotNull(limit);
      assertArrayEquals(new float[] {1, 0, 1}, clipped.toFloatArray());
      assertEquals(3, limit.getDouble(0), 1e-7, "in the losses' own terms");
    }
  }

  private static Alrc given(List<Double> decays, AlrcStart start) {
    return new Alrc(
        3,
        null,
        decays,
        Alrc.Moments.RAW,
        Alrc.Update.EMA,
        0,
        start,
        Alrc.Sides.UPPER,
        LossRule.Grain.EXAMPLE,
        0);
  }

  private static Alrc shifted(Alrc.Sides sides, double shift) {
    return new Alrc(
        3,
        0.9,
        null,
        Alrc.Moments.RAW,
        Alrc.Update.EMA,
        EPSILON,
        new AlrcStart.Given(10, 101),
        sides,
        LossRule.Grain.EXAMPLE,
        shift);
  }

  @Test
  void aLossOfZeroIsLeftAloneByTheLowerSide() {
    try (LossRule.Running running = shifted(Alrc.Sides.LOWER, 0).start(manager)) {
      LossRule.Verdict verdict = running.apply(manager.create(new float[] {0, 3.5f, 1e6f}));
      assertArrayEquals(new float[] {1, 2, 1}, verdict.factors().toFloatArray(), 1e-6f);
    }
  }

  @Test
  void rawMomentsTakeTheLossAndClippedMomentsItsLimit() {
    AlrcStart start = new AlrcStart.Given(2, 5);
    for (Alrc.Moments moments : Alrc.Moments.values()) {
      Alrc rule = new Alrc(3, 0.9, moments, 0, start);
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
    Alrc rule = given(List.of(0.0, 0.99), new AlrcStart.Given(1, 1.5));
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
    refused("square: 4.0 must be more than mean squared (4.0)", () -> given(3, 2, 4));
    refused("mean: 0.0 must be a finite number > 0", () -> given(3, 0, 4));
    AlrcStart start = new AlrcStart.Measured();
    refused("decay: 1.0 must be in [0, 1)", () -> new Alrc(3, 1, Alrc.Moments.RAW, EPSILON, start));
    refused("decays: 1.0 must be in [0, 1)", () -> given(List.of(0.9, 1.0), start));
    refused(
        "decays: [0.9] must have two entries, [beta1, beta2]", () -> given(List.of(0.9), start));
    refused("shift: -1.0 must be a finite number >= 0", () -> shifted(Alrc.Sides.UPPER, -1));
    refused(
        "epsilon: -1.0 must be a finite number >= 0",
        () -> new Alrc(3, 0.9, Alrc.Moments.RAW, -1, start));
  }

  private static void refused(String message, org.junit.jupiter.api.function.Executable make) {
    assertEquals(message, assertThrows(SettingMistake.class, make).getMessage());
  }
}
