package alrc.stem.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.codec.InvalidSettingException;
import alrc.stem.codec.SettingsJson;
import alrc.stem.scan.ScanPath;
import alrc.stem.scan.Spiral;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every step promises, tried on every registered kind. */
class TransformContractTest {
  static Stream<Transform> steps() {
    return Stream.of(
        new CleanNonFinite(),
        new RescaleMinMax(),
        new Orient("random"),
        new Orient("none"),
        new PartialScan(new Spiral(0.05)));
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
    Example one = step.apply(input(step), Randomness.of(3, "x"));
    Example two = step.apply(input(step), Randomness.of(3, "x"));
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
    String json = SettingsJson.canonical(Kinds.json(step));
    assertEquals(step, Kinds.transform(SettingsJson.parse(json)));
  }

  @Test
  void everyImplementationIsRegistered() throws IOException {
    for (Class<?> type : Implementations.of(Transform.class)) {
      assertTrue(steps().anyMatch(type::isInstance), type + " is not in this test, or in Kinds");
    }
    assertEquals(List.of(Spiral.class), Implementations.of(ScanPath.class));
  }

  @Test
  void unknownKindsAndSettingsAreRefused() {
    assertEquals(
        "step kind blurr: must be one of [clean-non-finite, orient, partial-scan, rescale-min-max]",
        refusal("{\"kind\":\"blurr\"}"));
    assertEquals(
        "scan path kind zigzag: must be one of [spiral]",
        refusal("{\"kind\":\"partial-scan\",\"path\":{\"kind\":\"zigzag\"}}"));
    assertEquals(
        "orient choice sideways: must be random or none",
        refusal("{\"kind\":\"orient\",\"choice\":\"sideways\"}"));
    assertTrue(refusal("{\"kind\":\"rescale-min-max\",\"to\":1}").contains("\"to\""));
  }

  private static String refusal(String json) {
    return String.valueOf(
        assertThrows(InvalidSettingException.class, () -> Kinds.transform(SettingsJson.parse(json)))
            .getMessage());
  }
}
