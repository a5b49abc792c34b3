package alrc.stem.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.settings.SettingMistake;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {
  private static final Recipe PAPER = Recipe.named("partial-stem-paper");

  private static Recipe yaml(String... lines) {
    return Recipe.parse(String.join("\n", lines), "my.yaml");
  }

  private static Recipe small(String... more) {
    return yaml("name: small\ncrop: {side: 64}\n" + String.join("\n", more));
  }

  @Test
  void thePaperRecipeIsPinned() {
    assertEquals(
        "{\"crop\":{\"side\":512,\"stride\":512},\"name\":\"partial-stem-paper\",\"steps\":["
            + "{\"kind\":\"clean-non-finite\"},{\"kind\":\"rescale-min-max\"},"
            + "{\"choice\":\"random\",\"kind\":\"orient\"},"
            + "{\"kind\":\"partial-scan\",\"path\":{\"coverage\":0.05,\"kind\":\"spiral\"}}]}",
        PAPER.canonicalJson());
    assertEquals(Recipe.partialStem("partial-stem-paper", 512), PAPER);
  }

  @Test
  void builtInRecipesAreReadUnderTheirNamesAndRoundTripThroughJson() {
    for (String name : BuiltInRecipes.NAMES) {
      Recipe recipe = Recipe.named(name);
      assertEquals(name, recipe.name());
      assertEquals(recipe, Recipe.fromJson(recipe.canonicalJson()));
      assertEquals(recipe.canonicalJson(), Recipe.fromJson(recipe.canonicalJson()).canonicalJson());
    }
    assertNotEquals(
        PAPER.canonicalJson(), Recipe.named("partial-stem-paper-small").canonicalJson());
  }

  @Test
  void anUnknownNameIsRefusedWithTheKnownOnes() {
    assertEquals(
        "recipe: partial must be one of " + BuiltInRecipes.NAMES,
        assertThrows(SettingMistake.class, () -> Recipe.named("partial")).getMessage());
  }

  @Test
  void whatARecipeIsSilentAboutIsPinned() {
    Recipe recipe = small("steps: []");
    assertEquals(new ConstantBlank(1e-6), recipe.blank());
    assertEquals(WhenBlank.KEEP, recipe.whenBlank());
    assertEquals(Truth.SHARP, recipe.truth());
    assertEquals(
        "{\"crop\":{\"side\":64,\"stride\":64},\"name\":\"small\",\"steps\":[]}",
        recipe.canonicalJson());
  }

  @Test
  void theNameOfTheSourceDoesNotChangeAnExamplesPixels() {
    Recipe recipe = Recipe.partialStem("small", 64);
    Example raw = Examples.noise(64, 64, 1);
    ExampleKey key = raw.key();
    ExampleKey renamed =
        new ExampleKey(
            "other", key.sourceSha256(), key.image(), key.frame(), key.row(), key.col(), 0);
    Example one = recipe.apply(raw, 0);
    Example two = recipe.apply(Example.raw(renamed, 64, 64, raw.truth()), 0);
    Example other = recipe.apply(raw, 1);
    assertArrayEquals(one.scan().orElseThrow().values(), two.scan().orElseThrow().values());
    assertNotEquals(
        Arrays.hashCode(one.scan().orElseThrow().values()),
        Arrays.hashCode(other.scan().orElseThrow().values()));
  }

  @Test
  void theMaskIsThatOfTheScanStep() {
    assertEquals(45_773, PAPER.mask().orElseThrow().selected().length);
    assertTrue(small("steps: [clean-non-finite]").mask().isEmpty());
  }

  @Test
  void allEightOrientationsAreExamplesOfTheirOwn() {
    Recipe recipe = small("steps: [{kind: orient, choice: all}]");
    assertEquals(8, recipe.augmentations());
    assertEquals(16, recipe.examples(64, 130));
    Example raw = Examples.noise(64, 64, 2);
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < 8; i++) {
      Example example = recipe.apply(raw.augmented(i), 0);
      assertEquals(i, example.orientation());
      assertEquals("a/b.tif#i0f0r512c1024a" + i, example.key().id());
      assertArrayEquals(Orient.turned(raw, i).truth(), example.truth());
      seen.add(Arrays.hashCode(example.truth()));
    }
    assertEquals(8, seen.size());
  }

  @Test
  void theRawRangeIsThatOfTheCropAsStoredWhateverTheSteps() {
    float[] pixels = {3, Float.NaN, 7, 5};
    for (String steps : new String[] {"[]", "[clean-non-finite, rescale-min-max]"}) {
      Example example = small("steps: " + steps).apply(Examples.of(2, 2, pixels), 0);
      assertEquals(0, example.rawMin(), "NaN counts as 0");
      assertEquals(7, example.rawMax());
      assertFalse(example.blank());
    }
  }

  @Test
  void blankIsWhatTheCriterionSays() {
    float[] hot = new float[4096];
    hot[7] = 1000;
    Example crop = Examples.of(64, 64, hot);
    assertFalse(small("steps: []").measured(crop).blank());
    Recipe nearly = small("blank: {kind: nearly-constant, deviation: 0.02}", "steps: []");
    assertTrue(nearly.measured(crop).blank());
    assertFalse(nearly.refuses(nearly.measured(crop)));
    assertFalse(nearly.measured(Examples.noise(64, 64, 1)).blank());
    Recipe low =
        small("blank: {kind: low-deviation, below: 16}", "when-blank: reject", "steps: []");
    assertTrue(low.measured(crop).blank());
    assertTrue(low.refuses(low.measured(crop)));
    assertTrue(low.measured(Examples.noise(64, 64, 1)).blank(), "50/√12 = 14.4");
    assertTrue(small("steps: []").measured(Examples.of(1, 2, 0, 0.9e-6f)).blank());
    assertFalse(small("steps: []").measured(Examples.of(1, 2, 0, 1.1e-6f)).blank());
  }

  @Test
  void theTruthIsStoredBlurredWhereAsked() {
    Example raw = Examples.noise(64, 64, 3);
    assertArrayEquals(
        Targets.full(raw.truth(), 64, 64),
        small("truth: blurred", "steps: []").apply(raw, 0).truth());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: x | my.yaml:1: crop is missing; it must be given",
        "nam: x | my.yaml:1: nam: unknown field; did you mean 'name'?",
        "[1] | my.yaml:1: a list of 1 must be a section with name, crop, blank,"
            + " when-blank, steps, truth",
        "'' | my.yaml:1: is empty",
        "'name: x\ncrop: {side: 8\n' | my.yaml:3: is not valid YAML: expected ',' or '}', but got"
            + " <stream end>",
        "'name: x\ncrop: {side: big}\nsteps: []' | my.yaml:2: crop.side: 'big' must be a whole"
            + " number",
        "'name: x\ncrop: {side: 8.5}\nsteps: []' | my.yaml:2: crop.side: '8.5' must be a whole"
            + " number",
        "'name: x\ncrop:\n  side: 7\nsteps: []' | my.yaml:3: crop.side: 7 must be at least 8"
            + " pixels",
        "'name: x\ncrop: {side: 8, side: 9}\nsteps: []' | my.yaml:2: crop.side: must not be given"
            + " twice",
        "'name: x\ncrop: {kind: grit, side: 8}\nsteps: []' | my.yaml:2: crop.kind: 'grit' must"
            + " be one of [centre, grid, random]; did you mean 'grid'?",
        "'name: x\ncrop: {side: 8, remainder: cut}\nsteps: []' | my.yaml:2: crop.remainder: 'cut'"
            + " must be one of [drop, shift, pad]",
        "'name: x\ncrop: {side: 8}\nsteps:\n- kind: orient\n  choice: sideways' | my.yaml:5:"
            + " steps[0].choice: sideways must be random, none or all",
        "'name: x\ncrop: {side: 8}\nsteps:\n- oriemt' | my.yaml:4: steps[0]: 'oriemt' must be one"
            + " of [%s]; did you mean 'orient'?",
        "'name: x\ncrop: {side: 8}\nsteps:\n- {choice: all}' | my.yaml:4: steps[0]: kind is"
            + " missing; it must be one of [%s]",
        "'name: x\ncrop: {side: 8}\nsteps:\n- {kind: partial-scan, path: {kind: spiral,"
            + " coverage: 2}}' | my.yaml:4: steps[0].path.coverage: 2.0 must be in [1e-6, 0.5]",
        "'name: x\ncrop: {side: 8}\nsteps: [{kind: orient, choice: all}, {kind: orient, choice:"
            + " none}]' | my.yaml:3: steps: two orient steps must be one: a crop is turned once",
        "'name: x\ncrop: {side: 8}\nsteps: [{kind: partial-scan, path: {kind: spiral, coverage:"
            + " 0.5}}, rescale-min-max]' | my.yaml:3: steps: partial-scan as step 1 must be the"
            + " last step",
        "'name: x\ncrop: {side: 8}\nsteps: [rescale-unit, {kind: partial-scan, path: {kind: spiral,"
            + " coverage: 0.5}}]' | my.yaml:3: steps: partial-scan on another scale must follow"
            + " rescale-min-max as the last step that rescales; or use probe-scan",
        "'name: x\ncrop: {side: 8}\nsteps:\n- kind: probe-scan\n  path: {kind: rows, coverage:"
            + " 1}\n  noise:\n  - {kind: poisson, dose: -3}' | my.yaml:7: steps[0].noise[0].dose:"
            + " -3.0 must be in [1e-6, 1e9] electrons per pixel",
        "'name: x\ncrop: {side: 8}\nsteps: [{kind: blur, side: 4}]' | my.yaml:3: steps[0].side:"
            + " 4 must be odd and in 3…1001",
        "'name: x\ncrop: {side: 8}\nwhen-blank: yes\nsteps: []' | my.yaml:3: when-blank: 'yes'"
            + " must be one of [keep, reject]",
        "'name:\ncrop: {side: 8}\nsteps: []' | my.yaml:1: name: 'nothing' must be a text",
      })
  void mistakesAreToldWithFileLineFieldAndRule(String text, String message) {
    String known = String.join(", ", new TreeSet<>(RecipeKinds.of(Transform.class).keySet()));
    assertEquals(
        message.replace("%s", known),
        assertThrows(SettingMistake.class, () -> yaml(text == null ? "" : text)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000",
        "\t- x: [",
        "name: &a [*a]",
        "name: x\ncrop: {side: 8}\nsteps: &a [*a]",
        "name: x\n---\nname: y",
        "!!javax.script.ScriptEngineManager [x]",
        "name: x\ncrop: {side: 8, side: 8}\nsteps: []",
        "name: x\ncrop: {side: 99999999999999999999}\nsteps: []",
        "name: x\ncrop: {side: 8, smaller: pad, pad: {kind: value, fill: .nan}}\nsteps: []",
        "name: x\ncrop: {side: 8, smaller: pad, pad: {kind: value, fill: 1e300}}\nsteps: []",
        "name: x\ncrop: {[1]: 8}\nsteps: []",
        "name: x\ncrop: {side: 8}\nsteps: orient",
        "name: x\ncrop: {side: 8}\nsteps: [null]",
        "name: \"x\\ny\"\ncrop: {side: 8}\nsteps: []"
      })
  void strangeTextsAreRefusedInOneLineThatNamesThePlace(String text) {
    String message =
        String.valueOf(
            assertThrows(SettingMistake.class, () -> Recipe.parse(text, "my.yaml")).getMessage());
    assertTrue(message.startsWith("my.yaml:"), message);
  }

  @Test
  void deepNestingIsRefused() {
    String text = "[".repeat(10_000);
    assertThrows(SettingMistake.class, () -> Recipe.parse(text, "my.yaml"));
  }
}
