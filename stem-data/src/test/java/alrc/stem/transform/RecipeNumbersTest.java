package alrc.stem.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.settings.SettingMistake;
import alrc.settings.Words;
import alrc.stem.scan.path.Rows;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Every number of every kind refuses what is not finite, and gives finite examples otherwise. */
class RecipeNumbersTest {
  private static final List<String> NOT_FINITE = List.of(".inf", "-.inf", ".nan");
  private static final List<String> EXTREME =
      List.of(
          "0", "1e-310", "-1e-310", "1e-200", "1e-6", "0.01", "0.9", "1", "50", "1e9", "-1e9",
          "1e38", "1e300");

  @TestFactory
  Stream<DynamicTest> everyNumberIsRefusedOrGivesFiniteExamples() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Class<?> point : SmallRecipes.PLACES.keySet()) {
      for (String base : SmallRecipes.BASES) {
        String kind = SmallRecipes.kind(base);
        Class<? extends Record> type = RecipeKinds.of(point).get(kind);
        for (RecordComponent component :
            type == null ? new RecordComponent[0] : type.getRecordComponents()) {
          if (component.getType() == double.class) {
            String name = Words.ofComponent(component.getName());
            tests.add(
                DynamicTest.dynamicTest(name + " of " + base, () -> check(point, base, name)));
          }
        }
      }
    }
    assertTrue(tests.size() > 15, tests.size() + " numbers");
    return tests.stream();
  }

  private static void check(Class<?> point, String base, String name) {
    for (String value : NOT_FINITE) {
      assertThrows(SettingMistake.class, () -> recipe(point, base, name, value), value);
    }
    int accepted = 0;
    for (String value : EXTREME) {
      Recipe recipe;
      try {
        recipe = recipe(point, base, name, value);
      } catch (SettingMistake refused) {
        String message = refused.getMessage();
        Set<String> given = SmallRecipes.settings(base).keySet();
        assertTrue(
            Stream.concat(Stream.of(name), given.stream())
                .anyMatch(n -> message.contains(n + ": ")),
            message);
        continue;
      }
      List<Optional<Example>> examples = SmallRecipes.examples(recipe);
      assertFalse(examples.isEmpty());
      examples.forEach(
          example -> assertTrue(example.orElseThrow().isFinite(), value + " of " + name));
      accepted++;
    }
    assertTrue(accepted > 0, "every number refused");
  }

  private static Recipe recipe(Class<?> point, String base, String name, String value) {
    Map<String, String> settings = new TreeMap<>(SmallRecipes.settings(base));
    settings.put(name, value);
    return SmallRecipes.around(point, SmallRecipes.kind(base), settings);
  }

  @Test
  void aLimitWithoutEffectIsRefusedByNameValueAndRule() {
    assertEquals(
        "below: Infinity must be a finite number >= 0", refusal(() -> new ConstantBlank(1 / 0.0)));
    assertEquals(
        "below: Infinity must be a finite number > 0", refusal(() -> new LowDeviation(1 / 0.0)));
    assertEquals(
        "sigma: 1.0E-200 must be a finite number >= 0.01 pixels",
        refusal(() -> new Blur(5, 1e-200)));
    assertEquals("coverage: 1.0E-310 must be in [1e-6, 1]", refusal(() -> new Rows(1e-310)));
  }

  private static String refusal(Executable made) {
    return assertThrows(SettingMistake.class, made).getMessage();
  }
}
