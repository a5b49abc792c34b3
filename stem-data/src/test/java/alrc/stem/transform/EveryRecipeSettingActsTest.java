package alrc.stem.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.settings.SettingMistake;
import alrc.settings.Words;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Nothing accepted is ignored: every setting of a recipe and of every kind, changed, changes the
 * examples or is refused.
 */
class EveryRecipeSettingActsTest {
  /** Another value of a setting, by kind and setting, or by setting. */
  private static final Map<String, String> OTHER =
      Map.ofEntries(
          Map.entry("side", "17"),
          Map.entry("stride", "8"),
          Map.entry("origin", "[1, 2]"),
          Map.entry("remainder", "shift"),
          Map.entry("smaller", "pad"),
          Map.entry("pad", "{kind: value, fill: 7}"),
          Map.entry("count", "2"),
          Map.entry("fill", "8"),
          Map.entry("below", "100"),
          Map.entry("deviation", "0.4"),
          Map.entry("sigma", "1"),
          Map.entry("low", "20"),
          Map.entry("high", "80"),
          Map.entry("choice", "random"),
          Map.entry("path", "{kind: rows, coverage: 0.5}"),
          Map.entry("distortions", "[{kind: line-jitter, deviation: 2}]"),
          Map.entry("noise", "[{kind: gaussian, deviation: 0.1}]"),
          Map.entry("coverage", "0.4"),
          Map.entry("amplitude", "3"),
          Map.entry("momentum", "0.1"),
          Map.entry("seed", "1"),
          Map.entry("spacing", "3"),
          Map.entry("offset", "1"),
          Map.entry("settling", "30"),
          Map.entry("dose", "5"),
          Map.entry("timing", "{dwell: 1.0e-3, flyback: 1.0e-3}"),
          Map.entry("file", "b.csv"),
          Map.entry("sha256", "abc"),
          Map.entry("content", "abc"),
          Map.entry("fields", "3"),
          Map.entry("scanned", "1"),
          Map.entry("hop", "3"),
          Map.entry("persistence", "0.2"),
          Map.entry("blocks.side", "8"),
          Map.entry("blocks.coverage", "0.25"),
          Map.entry("hilbert.spacing", "2"),
          Map.entry("x", "-55"),
          Map.entry("y", "-55"),
          Map.entry("delay", "3.0e-5"),
          Map.entry("frequency", "600"),
          Map.entry("harmonics", "[0.5]"),
          Map.entry("fraction", "-0.2"),
          Map.entry("ringing", "30_000"),
          Map.entry("overshoot.settling", "1.0e-4"),
          Map.entry("scan-jitter.low", "30"),
          Map.entry("scan-jitter.high", "3000"),
          Map.entry("current", "5.0e-12"),
          Map.entry("gain", "0.4"),
          Map.entry("detector.offset", "0.2"),
          Map.entry("bits", "3"),
          Map.entry("saturation", "0.6"),
          Map.entry("blur.side", "9"),
          Map.entry("crop", "{side: 17}"),
          Map.entry("blank", "{kind: constant, below: 100}"),
          Map.entry("when-blank", "reject"),
          Map.entry("steps", "[clean-non-finite, rescale-unit]"),
          Map.entry("truth", "blurred"));

  /** Presets of settings whose other value a base gives. */
  private static final Map<String, String> PRESETS =
      Map.of("smaller", "reject", "remainder", "drop");

  /** The name of a recipe is a label: it identifies the data set and changes no example. */
  private static final Set<String> LABELS = Set.of("name");

  @TestFactory
  Stream<DynamicTest> everySettingOfEveryKindActsOrIsRefused() {
    List<DynamicTest> tests = new ArrayList<>();
    Set<String> kinds = new HashSet<>();
    for (Class<?> point : SmallRecipes.PLACES.keySet()) {
      kinds.addAll(RecipeKinds.of(point).keySet());
      for (String base : SmallRecipes.BASES) {
        Class<? extends Record> type = RecipeKinds.of(point).get(SmallRecipes.kind(base));
        for (RecordComponent component :
            type == null ? new RecordComponent[0] : type.getRecordComponents()) {
          String name = Words.ofComponent(component.getName());
          tests.add(
              DynamicTest.dynamicTest(
                  name + " of " + base,
                  () -> acts(point, SmallRecipes.kind(base), SmallRecipes.settings(base), name)));
        }
      }
    }
    Set<String> tried = new HashSet<>();
    SmallRecipes.BASES.forEach(base -> tried.add(SmallRecipes.kind(base)));
    assertEquals(kinds, tried);
    return tests.stream();
  }

  private static void acts(Class<?> point, String kind, Map<String, String> settings, String name) {
    Recipe base = SmallRecipes.around(point, kind, settings);
    Map<String, String> changed = new TreeMap<>(settings);
    String given = settings.getOrDefault(name, "");
    String value = other(kind + "." + name, name);
    changed.put(name, given.equals(value) ? PRESETS.get(name) : value);
    Recipe other;
    try {
      other = SmallRecipes.around(point, kind, changed);
    } catch (SettingMistake refused) {
      assertTrue(refused.getMessage().contains(name + ": "), refused.getMessage());
      return;
    }
    differ(base, other);
  }

  private static String other(String path, String name) {
    String other = OTHER.getOrDefault(path, OTHER.get(name));
    assertNotNull(other, "no other value of " + path);
    return other;
  }

  @Test
  void everyFieldOfARecipeActs() {
    Recipe base = SmallRecipes.with(Map.of());
    for (RecordComponent component : Recipe.class.getRecordComponents()) {
      String name = Words.ofComponent(component.getName());
      if (!LABELS.contains(name)) {
        differ(base, SmallRecipes.with(Map.of(name, other(name, name))));
      }
    }
    for (String label : LABELS) {
      Recipe other = SmallRecipes.with(Map.of(label, "other"));
      assertEquals(bytes(base), bytes(other));
    }
  }

  private static void differ(Recipe base, Recipe other) {
    assertNotEquals(base, other);
    assertNotEquals(
        bytes(base), bytes(other), other.canonicalJson() + " acts like " + base.canonicalJson());
  }

  /** Returns what is stored of all examples, except for settings. */
  private static List<String> bytes(Recipe recipe) {
    return SmallRecipes.examples(recipe).stream()
        .map(example -> example.map(EveryRecipeSettingActsTest::bytes).orElse("refused"))
        .toList();
  }

  private static String bytes(Example example) {
    String truth = example.key().id() + Arrays.toString(example.truth());
    Optional<String> scan =
        example
            .scan()
            .map(s -> Arrays.toString(s.values()) + " " + Arrays.toString(s.mask().weights()));
    return truth + " " + example.orientation() + " " + example.blank() + " " + scan;
  }
}
