package alrc.stem.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.crop.Cropper;
import alrc.stem.crop.Padding;
import alrc.stem.image.SeededGenerator;
import alrc.stem.scan.Distortion;
import alrc.stem.scan.Noise;
import alrc.stem.scan.ScanPath;
import alrc.stem.scan.Timing;
import alrc.stem.scan.distortion.CoilLag;
import alrc.stem.scan.distortion.Flyback;
import alrc.stem.scan.distortion.LineJitter;
import alrc.stem.scan.distortion.ScanJitter;
import alrc.stem.scan.noise.BeamCurrent;
import alrc.stem.scan.noise.Detector;
import alrc.stem.scan.noise.GaussianNoise;
import alrc.stem.scan.noise.PoissonNoise;
import alrc.stem.scan.path.Rows;
import alrc.stem.scan.path.Spiral;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every step promises, tried on every registered kind. */
class TransformContractTest {
  static Stream<Transform> steps() {
    return Stream.of(
        new CleanNonFinite(),
        new RescaleMinMax(),
        new Orient("random"),
        new Orient("none"),
        new Orient("all"),
        new RescaleUnit(),
        new Standardise(),
        new ClipPercentile(1, 98),
        new Blur(5, 2.5),
        new Blur(7, 1.2),
        new PartialScan(new Spiral(0.05)),
        new ProbeScan(new Rows(0.25), List.of(), List.of()),
        new ProbeScan(
            new Spiral(0.1),
            List.of(new LineJitter(0.5), new Flyback(3, 10)),
            List.of(new PoissonNoise(20), new GaussianNoise(0.02))),
        new ProbeScan(
            new Spiral(0.1),
            List.of(new LineJitter(0.5), new ScanJitter(1, 1, 1000), new CoilLag(1e-5)),
            List.of(new BeamCurrent(1e-12), new Detector(1, 0, 8, 1)),
            new Timing(1e-6, 0)));
  }

  private static Example input(Transform step) {
    Example noise = Examples.noise(64, 64, 1);
    return step instanceof PartialScan
        ? new RescaleMinMax().apply(noise, Examples.random())
        : noise;
  }

  @ParameterizedTest
  @MethodSource("steps")
  void equalGeneratorsGiveEqualResults(Transform step) {
    Example one = step.apply(input(step), SeededGenerator.of(3, "x"));
    Example two = step.apply(input(step), SeededGenerator.of(3, "x"));
    assertArrayEquals(one.truth(), two.truth());
    assertEquals(one.orientation(), two.orientation());
    assertEquals(one.scan().isPresent(), two.scan().isPresent());
    one.scan()
        .ifPresent(scan -> assertArrayEquals(scan.values(), two.scan().orElseThrow().values()));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void theInputIsLeftAsItWas(Transform step) {
    Example input = input(step);
    float[] before = input.truth().clone();
    step.apply(input, Examples.random());
    assertArrayEquals(before, input.truth());
    assertEquals(0, input.orientation());
    assertTrue(input.scan().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("steps")
  void settingsRoundTripThroughJson(Transform step) {
    String json = RecipeKinds.canonicalJson(step, Transform.class);
    assertEquals(step, RecipeKinds.read(json, "step", Transform.class));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void whatIsFiniteStaysFinite(Transform step) {
    assertTrue(step.apply(input(step), Examples.random()).isFinite());
  }

  @Test
  void everyRegisteredKindIsTriedHere() {
    assertEquals(
        Set.copyOf(RecipeKinds.of(Transform.class).values()),
        steps().map(Transform::getClass).collect(Collectors.toSet()));
    steps()
        .forEach(
            step ->
                assertEquals(step.getClass(), RecipeKinds.of(Transform.class).get(step.kind())));
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        BlankCriterion.class,
        Cropper.class,
        Distortion.class,
        Noise.class,
        Padding.class,
        ScanPath.class,
        Transform.class
      })
  void everyImplementationIsRegistered(Class<?> extensionPoint) throws IOException {
    assertEquals(
        Set.copyOf(Implementations.of(extensionPoint)),
        Set.copyOf(RecipeKinds.of(extensionPoint).values()));
  }
}
