package alrc.stem.scan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.image.SeededGenerator;
import alrc.stem.scan.distortion.CoilLag;
import alrc.stem.scan.distortion.Drift;
import alrc.stem.scan.distortion.Flyback;
import alrc.stem.scan.distortion.LineJitter;
import alrc.stem.scan.distortion.MainsHum;
import alrc.stem.scan.distortion.Overshoot;
import alrc.stem.scan.distortion.ScanJitter;
import alrc.stem.scan.noise.BeamCurrent;
import alrc.stem.scan.noise.Detector;
import alrc.stem.scan.noise.GaussianNoise;
import alrc.stem.scan.noise.PoissonNoise;
import alrc.stem.scan.path.Rows;
import alrc.stem.scan.path.UniformGrid;
import alrc.stem.transform.RecipeKinds;
import java.util.Arrays;
import java.util.List;
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
    return Stream.of(
        new PoissonNoise(12),
        new GaussianNoise(0.1),
        new BeamCurrent(1e-12),
        new Detector(1, 0, 8, 1));
  }

  static Stream<Distortion> distortions() {
    return Stream.of(
        new LineJitter(2),
        new Flyback(5, 10),
        new Drift(3, -1),
        new ScanJitter(2, 1, 1000),
        new MainsHum(2, 50, List.of(0.5)),
        new Overshoot(0.01, 1e-4, 1000),
        new CoilLag(1e-5));
  }

  private static RandomGenerator random() {
    return SeededGenerator.of("noise");
  }

  private static float[] noisy(Noise noise, float level, double mean, ScanMask mask) {
    float[] signal = new float[mask.selected().length];
    Arrays.fill(signal, level);
    noise.add(signal, new Exposure(mask.selectedDwells(), 1e-5, mean), random());
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

  /** 10 pA for 10 µs are 624.15 electrons: mean s, variance s · mean / electrons. */
  @Test
  void aBeamCurrentCountsItsElectrons() {
    float[] noisy = noisy(new BeamCurrent(1e-11), 0.4f, 0.5, ALL);
    assertEquals(624.15, new BeamCurrent(1e-11).electrons(1e-5), 0.01);
    assertEquals(0.4 * 0.5 / 624.15, variance(noisy), 0.05 * 0.2 / 624.15);
  }

  @Test
  void aDetectorAmplifiesShiftsClampsAndRounds() {
    float[] signal = {-1, 0, 0.3f, 0.5f, 2};
    Exposure exposure = new Exposure(new float[] {1, 1, 1, 1, 1}, 1e-5, 0.5);
    new Detector(2, 0.1, 2, 1.5).add(signal, exposure, random());
    assertArrayEquals(new float[] {0, 0, 0.5f, 1, 1.5f}, signal);
  }

  @ParameterizedTest
  @MethodSource("noises")
  void equalGeneratorsGiveEqualFiniteNoise(Noise noise) {
    float[] one = noisy(noise, 0.4f, 0.5, ALL);
    assertArrayEquals(one, noisy(noise, 0.4f, 0.5, ALL));
    assertTrue(variance(one) > 0 || noise instanceof Detector);
    for (float value : one) {
      assertTrue(Float.isFinite(value));
    }
  }

  /** Returns the displacements of a distortion, those along the rows and those along x and y. */
  private static List<float[]> displaced(Distortion distortion, int times) {
    float[] right = new float[ALL.selected().length];
    Visits visits = Visits.of(new Rows(1), 300, 200, Timing.DEFAULT);
    Displacements both = Displacements.none(visits);
    for (int i = 0; i < times; i++) {
      if (distortion instanceof RowDistortion row) {
        row.displace(right, ALL, random());
      } else {
        ((TimeDistortion) distortion).displace(both, visits, AxisRandom.from(random()));
      }
    }
    return List.of(right, both.x(), both.y());
  }

  @ParameterizedTest
  @MethodSource("distortions")
  void equalGeneratorsGiveEqualFiniteDisplacements(Distortion distortion) {
    List<float[]> one = displaced(distortion, 1);
    List<float[]> same = displaced(distortion, 1);
    List<float[]> twice = displaced(distortion, 2);
    double sum = 0;
    for (int axis = 0; axis < one.size(); axis++) {
      assertArrayEquals(one.get(axis), same.get(axis));
      sum += variance(one.get(axis));
      for (int k = 0; k < one.get(axis).length; k++) {
        assertEquals(2 * one.get(axis)[k], twice.get(axis)[k], 1e-5, "displacements add up");
      }
    }
    assertTrue(sum > 0 && Double.isFinite(sum));
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
