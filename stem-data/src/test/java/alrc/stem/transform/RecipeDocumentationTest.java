package alrc.stem.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.settings.Preset;
import alrc.stem.crop.Cropper;
import alrc.stem.crop.Padding;
import alrc.stem.scan.Distortion;
import alrc.stem.scan.Noise;
import alrc.stem.scan.ScanPath;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pages on recipes and scans name every kind, every setting and every value that may be left
 * out.
 */
class RecipeDocumentationTest {
  private static String page() throws IOException {
    return Files.readString(Path.of("../docs/recipes.md"))
        + Files.readString(Path.of("../docs/scans.md"));
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        BlankCriterion.class,
        Cropper.class,
        Distortion.class,
        Noise.class,
        ScanPath.class,
        Transform.class
      })
  void everyKindHasARowWithItsSettings(Class<?> extensionPoint) throws IOException {
    String page = page();
    RecipeKinds.of(extensionPoint)
        .forEach(
            (name, type) -> {
              String row =
                  Arrays.stream(page.split("\n"))
                      .filter(line -> line.startsWith("| `" + name + "`"))
                      .findFirst()
                      .orElse("");
              assertTrue(!row.isEmpty(), "no row for " + name);
              for (RecordComponent setting : type.getRecordComponents()) {
                assertTrue(row.contains("`" + setting.getName() + "`"), setting + " in " + row);
                Preset preset = setting.getAnnotation(Preset.class);
                assertTrue(
                    preset == null || row.contains(inBrackets(preset.value())),
                    preset + " in " + row);
              }
            });
  }

  private static String inBrackets(String preset) {
    String value = preset.startsWith("=") ? preset.substring(1) : preset;
    return switch (value) {
      case "[]" -> "[none]";
      case "1.0e-6" -> "[1e-6]";
      case "1.0e-5" -> "[1e-5]";
      case "3.0e-5" -> "[3e-5]";
      case "drop", "reject", "reflect" -> "[`" + value + "`]";
      default -> "[" + value.replaceAll("\\.0$", "") + "]";
    };
  }

  @Test
  void theOtherNamesAreThereAndTheExampleIsARecipe() throws IOException {
    String page = page();
    RecipeKinds.of(Padding.class).keySet().forEach(name -> assertTrue(page.contains(name), name));
    BuiltInRecipes.NAMES.forEach(name -> assertTrue(page.contains("`" + name + "`"), name));
    String yaml = page.split("```yaml\n")[1].split("```")[0];
    assertEquals(8, Recipe.parse(yaml, "mine.yaml").augmentations());
  }

  @Test
  void theExamplesOfScansAreRecipes() throws IOException {
    String[] blocks = Files.readString(Path.of("../docs/scans.md")).split("```yaml\n");
    Recipe recipe = Recipe.parse(blocks[1].split("```")[0], "scan.yaml");
    assertTrue(recipe.mask().isPresent());
    String distortions = blocks[2].split("```")[0];
    String scan = "path: {kind: rows, coverage: 1}\n" + distortions;
    ProbeScan step =
        (ProbeScan) RecipeKinds.read("kind: probe-scan\n" + scan, "d", Transform.class);
    assertEquals(RecipeKinds.of(Distortion.class).size(), step.distortions().size());
  }
}
