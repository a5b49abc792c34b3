package alrc.stem.scan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.image.SeededGenerator;
import alrc.stem.transform.RecipeKinds;
import java.util.Arrays;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseAndDistortionTest {
  private static final ScanMask ALL = new UniformGrid(1, 0).mask(300, 200);

  static Stream<Noise> noises() {
    return Stream.of(new PoissonNoise(12), new GaussianNoise(0.1));
  }

  static Stream<Distortion> distortions() {
    return Stream.of(new LineJitter(2), new Flyback(5, 10));
  }

  private static RandomGenerator random() {
    return SeededGenerator.of("noise");
  }

  private static float[] noisy(Noise noise, float level, double mean, ScanMask mask) {
    float[] signal = new float[mask.selected().length];
    Arrays.fill(signal, level);
    noise.add(signal, mask, mean, random());
    return signal;
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double variance(float[] values) {
    double mean = mean(values);
    double sum = 0;
    for (float value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum / values.length;
  }

  @ParameterizedTest
  @MethodSource("noises")
  void equalGeneratorsGiveEqualFiniteNoise(Noise noise) {
    float[] one = noisy(noise, 0.4f, 0.5, ALL);
    assertArrayEquals(one, noisy(noise, 0.4f, 0.5, ALL));
    assertTrue(variance(one) > 0);
    for (float value : one) {
      assertTrue(Float.isFinite(value));
    }
  }

  @ParameterizedTest
  @MethodSource("distortions")
  void equalGeneratorsGiveEqualFiniteDisplacements(Distortion distortion) {
    float[] one = new float[ALL.selected().length];
    float[] two = new float[one.length];
    distortion.displace(one, ALL, random());
    distortion.displace(two, ALL, random());
    assertArrayEquals(one, two);
    assertTrue(variance(one) > 0);
    distortion.displace(two, ALL, random());
    for (int k = 0; k < one.length; k++) {
      assertEquals(2 * one[k], two[k], 1e-6, "displacements add up");
    }
  }

  /** A pixel of signal s takes dose · s / mean electrons: mean s, variance s · mean / dose. */
  @ParameterizedTest
  @ValueSource(doubles = {2, 20, 500})
  void poissonNoiseHasTheMeanAndTheVarianceOfItsDose(double dose) {
    float[] noisy = noisy(new PoissonNoise(dose), 0.4f, 0.5, ALL);
    double variance = 0.4 * 0.5 / dose;
    assertEquals(0.4, mean(noisy), 4 * Math.sqrt(variance / noisy.length));
    assertEquals(variance, variance(noisy), 0.05 * variance);
  }

  @Test
  void aShorterDwellTakesFewerElectrons() {
    float[] weights = new float[60_000];
    Arrays.fill(weights, 0.25f);
    ScanMask quarter = new ScanMask(300, 200, weights, 0.25, "{}");
    float[] noisy = noisy(new PoissonNoise(40), 0.4f, 0.5, quarter);
    assertEquals(0.4 * 0.5 / 10, variance(noisy), 0.05 * 0.02);
  }

  @Test
  void gaussianNoiseHasItsDeviationWhateverTheSignal() {
    for (float level : new float[] {0, 0.9f}) {
      float[] noisy = noisy(new GaussianNoise(0.1), level, 0.5, ALL);
      assertEquals(level, mean(noisy), 0.002);
      assertEquals(0.01, variance(noisy), 0.0003);
    }
  }

  @Test
  void lineJitterMovesWholeRowsByItsDeviation() {
    float[] right = new float[ALL.selected().length];
    new LineJitter(2).displace(right, ALL, random());
    float[] rows = new float[300];
    for (int row = 0; row < 300; row++) {
      rows[row] = right[row * 200];
      for (int col = 1; col < 200; col++) {
        assertEquals(rows[row], right[row * 200 + col]);
      }
    }
    assertEquals(4, variance(rows), 1.2);
  }

  @Test
  void flybackSettlesExponentiallyInEveryRow() {
    ScanMask some = new Rows(0.01).mask(300, 200);
    float[] right = new float[some.selected().length];
    new Flyback(5, 10).displace(right, some, random());
    for (int k = 0; k < right.length; k++) {
      assertEquals(5 * Math.exp(-(k % 200) / 10.0), right[k], 1e-6);
    }
  }

  @Test
  void everyRegisteredKindIsTriedHereUnderItsName() {
    assertEquals(
        Set.copyOf(RecipeKinds.of(Noise.class).values()),
        noises().map(Noise::getClass).collect(Collectors.toSet()));
    assertEquals(
        Set.copyOf(RecipeKinds.of(Distortion.class).values()),
        distortions().map(Distortion::getClass).collect(Collectors.toSet()));
    noises().forEach(n -> assertEquals(n.getClass(), RecipeKinds.of(Noise.class).get(n.kind())));
    distortions()
        .forEach(d -> assertEquals(d.getClass(), RecipeKinds.of(Distortion.class).get(d.kind())));
  }
}
