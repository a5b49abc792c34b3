package alrc.core.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.random.Randomness;
import alrc.core.state.ParameterLayout;
import alrc.core.study.Samples;
import alrc.settings.SettingMistake;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule that a study can put in front of an optimizer. */
class GradientRulesTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  /** Two layers: weights of 2 outputs, 2 biases, final weights of 1 output, its bias. */
  private static final ParameterLayout LAYOUT =
      new ParameterLayout.Builder()
          .add("a.weight", 2, 3)
          .add("a.bias", 2)
          .add("last.weight", 1, 2)
          .add("last.bias", 1)
          .build();

  private static final int[][] TENSORS = {{0, 6}, {6, 8}, {8, 10}, {10, 11}};
  private static final int SIZE = 11;

  private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");

  @AfterEach
  void close() {
    manager.close();
  }

  private static float[] random(SplittableRandom random, double scale) {
    float[] values = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      values[i] = (float) (scale * Randomness.normal(random));
    }
    return values;
  }

  /** Gradients whose norms spread over two orders of magnitude, with spikes. */
  private static List<float[]> stream(int seed, int steps) {
    SplittableRandom random = Randomness.of(seed, "gradients");
    List<float[]> all = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      double spike = random.nextInt(10) == 0 ? 20 : 1;
      all.add(random(random, spike * 0.3 * StrictMath.exp(0.4 * Randomness.normal(random))));
    }
    return all;
  }

  private List<float[]> run(GradientRule rule, List<float[]> gradients, float[] parameters) {
    List<float[]> made = new ArrayList<>();
    NDArray held = manager.create(parameters);
    try (GradientRule.Running running = rule.start(LAYOUT, manager)) {
      for (float[] gradient : gradients) {
        Gradients each = new Gradients(LAYOUT, held, manager.create(gradient));
        running.apply(each);
        made.add(each.flat().toFloatArray());
      }
    }
    assertArrayEquals(parameters, held.toFloatArray(), "parameters are read only");
    return made;
  }

  private static double norm(float[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (double) values[i] * values[i];
    }
    return Math.sqrt(sum);
  }

  private static double norm(float[] values) {
    return norm(values, 0, SIZE);
  }

  private static float[] ones() {
    float[] ones = new float[SIZE];
    Arrays.fill(ones, 1);
    return ones;
  }

  static Stream<GradientRule> inactive() {
    return Stream.of(
        new ClipByValue(1e30),
        new ClipByLayerNorm(1e30),
        new ClipByGlobalNorm(1e30),
        new AdaptiveClip(1e30, 1e-3),
        new AutoClip(100),
        new ZClip(INFINITE, 0.97, ZClip.Mode.RECIPROCAL, INFINITE, false),
        new AdaGc(INFINITE, 0.99, 10, INFINITE),
        new QuantileClip(0.5, 0.2, INFINITE),
        new ConformityScale(0.9, 1e30, 1e-30),
        new Spam(1e30, 0.9, 2, 0, 0),
        new ClipUpdateRms(1e30),
        new Clippy(1e30, 1e-7),
        new PercentileClip(99, 2));
  }

  @ParameterizedTest
  @MethodSource("inactive")
  void inactiveMeansBitIdentical(GradientRule rule) {
    List<float[]> gradients = stream(1, 60);
    List<float[]> made = run(rule, gradients, ones());
    for (int i = 0; i < gradients.size(); i++) {
      assertArrayEquals(gradients.get(i), made.get(i), "step " + i);
    }
    float[] zeros = new float[SIZE];
    boolean scalesByConformity = rule instanceof ConformityScale;
    if (!scalesByConformity) {
      assertArrayEquals(zeros, run(rule, List.of(zeros), ones()).get(0), "zeros stay zeros");
    }
  }

  static Stream<Arguments> registered() {
    return Samples.all(GradientRule.class);
  }

  @ParameterizedTest
  @MethodSource("registered")
  void aNumberThatIsNoneStaysNone(String name, GradientRule rule) {
    for (int steps : new int[] {0, 130}) {
      List<float[]> gradients = stream(2, steps);
      float[] spoilt = ones();
      spoilt[4] = Float.NaN;
      gradients.add(spoilt);
      float[] last = run(rule, gradients, ones()).get(steps);
      assertTrue(Float.isNaN(last[4]), name + " after " + steps);
    }
  }

  /** All but those that give every gradient a norm of about one. */
  static Stream<Arguments> clipping() {
    List<String> scaling = List.of("stable-spam", "per-example-adaptive");
    return registered().filter(each -> !scaling.contains(each.get()[0]));
  }

  @ParameterizedTest
  @MethodSource("clipping")
  void directionsAreKeptAndNothingGrows(String name, GradientRule rule) {
    List<float[]> gradients = stream(3, 130);
    List<float[]> made = run(rule, gradients, ones());
    for (int step = 0; step < made.size(); step++) {
      for (int i = 0; i < SIZE; i++) {
        float before = gradients.get(step)[i];
        float after = made.get(step)[i];
        assertTrue(Math.abs(after) <= Math.abs(before) && after * before >= 0, name);
      }
    }
  }

  @Test
  void boundsHold() {
    for (float[] made : run(new ClipByValue(0.2), stream(4, 50), ones())) {
      for (float entry : made) {
        assertTrue(Math.abs(entry) <= 0.2f);
      }
    }
    for (float[] made : run(new ClipByGlobalNorm(0.2), stream(4, 50), ones())) {
      assertEquals(0.2, norm(made), 1e-6);
    }
    for (float[] made : run(new ClipByLayerNorm(0.2), stream(4, 50), ones())) {
      for (int[] tensor : TENSORS) {
        assertTrue(norm(made, tensor[0], tensor[1]) <= 0.2 * (1 + 1e-6));
      }
    }
  }

  @Test
  void layersUnderTheirNormAreLeftAlone() {
    float[] gradient = ones(); // norms √6, √2, √2, 1
    float[] made = run(new ClipByLayerNorm(1.2), List.of(gradient), ones()).get(0);
    assertEquals(1.2 / Math.sqrt(6), made[0], 1e-6);
    assertEquals(1.2 / Math.sqrt(2), made[7], 1e-6);
    assertEquals(1, made[10]);
  }

  @Test
  void agcHoldsEachOutputUnitButTheFinalWeights() {
    SplittableRandom random = Randomness.of(5, "weights");
    float[] parameters = random(random, 1);
    parameters[6] = 0;
    parameters[7] = 1e-5f; // biases of almost nothing: the floor
    double fraction = 0.01;
    int[][] units = {{0, 3}, {3, 6}, {6, 8}, {10, 11}};
    List<float[]> gradients = stream(6, 20);
    List<float[]> made = run(new AdaptiveClip(fraction, 1e-3), gradients, parameters);
    for (int step = 0; step < made.size(); step++) {
      for (int[] unit : units) {
        double weights = Math.max(norm(parameters, unit[0], unit[1]), 1e-3);
        double before = norm(gradients.get(step), unit[0], unit[1]);
        double expected = Math.min(before, fraction * weights);
        assertEquals(expected, norm(made.get(step), unit[0], unit[1]), 1e-5 * expected);
      }
      assertEquals(gradients.get(step)[8], made.get(step)[8]);
      assertEquals(gradients.get(step)[9], made.get(step)[9]);
    }
  }

  /** Of a reference that sees norms and says what they are cut down to. */
  private interface Reference {
    double clipped(double norm);
  }

  private void followsTheReference(GradientRule rule, Reference reference) {
    List<float[]> gradients = stream(7, 200);
    List<float[]> made = run(rule, gradients, ones());
    int clipped = 0;
    for (int step = 0; step < made.size(); step++) {
      double before = norm(gradients.get(step));
      double expected = reference.clipped(before);
      clipped += expected < before ? 1 : 0;
      assertEquals(expected, norm(made.get(step)), 1e-5 * expected, "step " + step);
    }
    assertTrue(clipped > 3 && clipped < 200, "some are clipped: " + clipped);
  }

  @Test
  void autoClipCutsToThePercentileOfTheHistory() {
    List<Double> history = new ArrayList<>();
    followsTheReference(
        new AutoClip(90),
        norm -> {
          history.add(norm);
          double[] sorted = history.stream().mapToDouble(x -> x).sorted().toArray();
          double place = 0.9 * (sorted.length - 1);
          int below = (int) Math.floor(place);
          int above = (int) Math.ceil(place);
          double limit = sorted[below] + (place - below) * (sorted[above] - sorted[below]);
          return Math.min(norm, limit);
        });
  }

  @ParameterizedTest
  @EnumSource(ZClip.Mode.class)
  void zclipFollowsItsFormulas(ZClip.Mode mode) {
    for (int i = 0; i < 4; i++) {
      double cap = i % 2 == 0 ? INFINITE : 2;
      boolean skip = i > 1;
      followsTheReference(
          new ZClip(2.5, 0.97, mode, cap, skip), new ZClipReference(mode, cap, skip));
    }
  }

  private static final class ZClipReference implements Reference {
    private final ZClip.Mode mode;
    private final double cap;
    private final boolean skip;
    private final List<Double> first = new ArrayList<>();
    private double mean;
    private double variance;

    ZClipReference(ZClip.Mode mode, double cap, boolean skip) {
      this.mode = mode;
      this.cap = cap;
      this.skip = skip;
    }

    @Override
    public double clipped(double norm) {
      if (first.size() < 25) {
        first.add(norm);
        mean = first.stream().mapToDouble(x -> x).average().orElseThrow();
        variance = first.stream().mapToDouble(x -> (x - mean) * (x - mean)).average().orElseThrow();
        return Math.min(norm, cap);
      }
      double sigma = Math.sqrt(variance);
      double z = (norm - mean) / (sigma + 1e-6);
      double held = norm;
      if (z > 2.5) {
        held = mean + (mode == ZClip.Mode.PERCENTILE ? 2.5 : 6.25 / z) * sigma;
        if (skip) {
          return Math.min(held, cap);
        }
      }
      mean = 0.97 * mean + 0.03 * held;
      variance = 0.97 * variance + 0.03 * (held - mean) * (held - mean);
      return Math.min(held, cap);
    }
  }

  @Test
  void quantileClippingFollowsItsFormula() {
    double[] limit = {0.1};
    followsTheReference(
        new QuantileClip(0.5, 0.2, 0.1),
        norm -> {
          double held = Math.min(norm, limit[0]);
          limit[0] *= Math.exp(-0.2 * ((norm <= limit[0] ? 1 : 0) - 0.5));
          return held;
        });
  }

  @Test
  void adaGcFollowsItsFormulasTensorByTensor() {
    List<float[]> gradients = stream(8, 200);
    List<float[]> made = run(new AdaGc(1.04, 0.99, 100, 1), gradients, ones());
    double[] typical = new double[TENSORS.length];
    Arrays.fill(typical, INFINITE);
    for (int step = 0; step < gradients.size(); step++) {
      double all = Math.min(1, 1 / norm(gradients.get(step)));
      for (int t = 0; t < TENSORS.length; t++) {
        double before = norm(gradients.get(step), TENSORS[t][0], TENSORS[t][1]);
        double expected = step < 100 ? before * all : Math.min(before, 1.04 * typical[t]);
        typical[t] =
            step < 100 ? Math.min(typical[t], expected) : 0.99 * typical[t] + 0.01 * expected;
        double after = norm(made.get(step), TENSORS[t][0], TENSORS[t][1]);
        assertEquals(expected, after, 1e-5 * expected, "step " + step + " tensor " + t);
      }
    }
  }

  @Test
  void impossibleSettingsAreRefusedByName() {
    refused("limit: 0.0 must be a finite number > 0", () -> new ClipByValue(0));
    refused("limit: NaN must be a finite number > 0", () -> new ClipByGlobalNorm(Double.NaN));
    refused("limit: -1.0 must be a finite number > 0", () -> new ClipByLayerNorm(-1));
    refused("fraction: 0.0 must be a finite number > 0", () -> new AdaptiveClip(0, 1));
    refused("floor: 0.0 must be a finite number > 0", () -> new AdaptiveClip(1, 0));
    refused("percentile: 101.0 must be from 0 to 100", () -> new AutoClip(101));
    refused(
        "max-norm: 0.0 must be > 0 (.inf is none)",
        () -> new ZClip(1, 0.9, ZClip.Mode.PERCENTILE, 0, false));
    refused("quantile: 2.0 must be in [0, 1]", () -> new QuantileClip(2, 0.2, 1));
    refused("warmup: 0 must be >= 1", () -> new AdaGc(1, 0.9, 0, 1));
    refused("epsilon: 0.0 must be a finite number > 0", () -> new ConformityScale(0.9, 1, 0));
  }

  private static void refused(String message, org.junit.jupiter.api.function.Executable make) {
    assertEquals(message, assertThrows(SettingMistake.class, make).getMessage());
  }
}
