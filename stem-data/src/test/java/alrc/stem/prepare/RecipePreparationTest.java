package alrc.stem.prepare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.SharedData;
import alrc.stem.dataset.HashSplit;
import alrc.stem.dataset.Reject;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.examples.EncodedExample;
import alrc.stem.image.Pixels;
import alrc.stem.read.ImageReaders;
import alrc.stem.source.FileSource;
import alrc.stem.transform.BuiltInRecipes;
import alrc.stem.transform.Example;
import alrc.stem.transform.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recipes other than the paper's, on real micrographs. */
class RecipePreparationTest {
  private static final Path MICROGRAPH = Path.of("data/stem/haadf-atom-detection/Re_bpy_1h11.tif");

  private final List<Example> taken = new ArrayList<>();

  private SourceFacts prepare(Recipe recipe, Path shared) throws IOException {
    SourcePreparation preparation =
        new SourcePreparation(recipe, 3, FrameChoice.NONE, 1L << 32, new HashSplit(3));
    try (FileSource source = FileSource.open(SharedData.path(shared.toString()))) {
      SourceFacts facts =
          preparation.prepare(
              source,
              preparation.examine(source, "x"),
              (example, split) -> taken.add(example.example()));
      assertEquals(facts.crops(), facts.examples() + facts.cropsRejected());
      assertEquals(facts.crops(), preparation.plan(source, "source").crops());
      assertEquals(facts.examples(), taken.size());
      return facts;
    }
  }

  private static Recipe recipe(String crop, String... more) {
    return Recipe.parse(
        "name: test\ncrop: " + crop + "\n" + String.join("\n", more) + "\n", "test.yaml");
  }

  private static float[] whole(int[] size) throws IOException {
    Path file = SharedData.path(MICROGRAPH.toString());
    try (FileSource source = FileSource.open(file)) {
      var image = ImageReaders.open(source, 1L << 32).images().get(0);
      Pixels pixels = image.read(0, 0, image.height());
      float[] all = new float[image.height() * image.width()];
      pixels.toFloats(0, all, 0, all.length);
      size[0] = image.height();
      size[1] = image.width();
      return all;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{side: 300, stride: 250, origin: [10, 20], remainder: shift}",
        "{side: 300, remainder: pad, pad: {kind: value, fill: -7}}",
        "{kind: random, side: 200, count: 12}",
        "{kind: centre, side: 333}"
      })
  void cropsAreTheImagesPixelsAtTheirRowAndColumn(String crop) throws IOException {
    prepare(recipe(crop, "steps: []"), MICROGRAPH);
    int[] size = new int[2];
    float[] image = whole(size);
    assertFalse(taken.isEmpty());
    for (Example example : taken) {
      for (int i = 0; i < example.truth().length; i++) {
        int row = example.key().row() + i / example.width();
        int col = example.key().col() + i % example.width();
        boolean inside = row < size[0] && col < size[1];
        assertEquals(inside ? image[row * size[1] + col] : -7, example.truth()[i]);
      }
    }
  }

  @Test
  void aSmallerImageIsPaddedWhereAsked() throws IOException {
    Path small = Path.of("data/bad/small_300x400.tif");
    SourceFacts refused = prepare(recipe("{side: 512}", "steps: []"), small);
    assertEquals("too-small", refused.rejects().get(0).reason());
    SourceFacts used = prepare(recipe("{side: 512, smaller: pad}", "steps: []"), small);
    assertEquals(1, used.examples());
    float[] truth = taken.get(0).truth();
    for (int col = 0; col < 400; col++) {
      assertEquals(truth[298 * 512 + col], truth[300 * 512 + col], "reflected at the last row");
    }
  }

  @Test
  void allEightOrientationsAreCountedAsCrops() throws IOException {
    SourceFacts facts =
        prepare(recipe("{side: 512}", "steps: [{kind: orient, choice: all}]"), MICROGRAPH);
    assertEquals(32, facts.crops());
    assertEquals(32, taken.stream().map(e -> e.key().id()).collect(Collectors.toSet()).size());
    assertEquals(
        Set.of(0, 1, 2, 3, 4, 5, 6, 7),
        taken.stream().map(Example::orientation).collect(Collectors.toSet()));
    taken.forEach(example -> assertEquals(example.key().augmentation(), example.orientation()));
  }

  @Test
  void blankCropsAreRejectsWhereAsked() throws IOException {
    Recipe recipe =
        recipe("{side: 512}", "when-blank: reject", "steps: [{kind: orient, choice: all}]");
    SourceFacts facts = prepare(recipe, Path.of("data/bad/constant.tif"));
    assertEquals(8, facts.cropsRejected());
    assertTrue(facts.isRejected(), "nothing of the file is used");
    assertEquals("no-usable-crop", facts.rejects().get(8).reason());
    Reject reject = facts.rejects().get(0);
    assertEquals("blank", reject.reason());
    assertEquals("recipe", reject.stage());
    assertTrue(reject.isCrop());
  }

  @Test
  void whatIsNotFiniteWithoutCleaningIsAReject() throws IOException {
    SourceFacts facts =
        prepare(recipe("{side: 512}", "steps: []"), Path.of("data/bad/nan_inf_pixels.tif"));
    assertEquals("not-finite", facts.rejects().get(0).reason());
  }

  @Test
  void builtInRecipesGiveTheSameExamplesTwice() throws IOException {
    for (String name : BuiltInRecipes.NAMES) {
      Recipe recipe = Recipe.named(name);
      taken.clear();
      long digest = prepare(recipe, MICROGRAPH).digest();
      assertTrue(taken.size() >= 4);
      Example first = taken.get(0);
      taken.forEach(example -> assertTrue(example.isFinite() && example.scan().isPresent()));
      taken.clear();
      assertEquals(digest, prepare(recipe, MICROGRAPH).digest());
      assertArrayEquals(
          first.scan().orElseThrow().values(), taken.get(0).scan().orElseThrow().values());
      Set<Long> digests = new HashSet<>();
      taken.forEach(example -> digests.add(EncodedExample.of(example).digest()));
      assertEquals(taken.size(), digests.size());
    }
  }
}
