package alrc.stem.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.dataset.HashSplit;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.fingerprint.Fingerprint;
import alrc.stem.format.numpy.NpyBytes;
import alrc.stem.source.FileSource;
import alrc.stem.transform.Example;
import alrc.stem.transform.Recipe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of more digits than a float32 has: an offset must not cost the contrast. */
class WideValuesTest {
  private static final int SIDE = 64;
  private static final String RECIPE = "name: wide\ncrop: {side: 64}\nsteps: [%s]\n%s";

  @TempDir Path folder;

  private record Prepared(SourceFacts facts, List<Example> examples) {
    Example only() {
      return examples.get(0);
    }

    Fingerprint fingerprint() {
      return facts.fingerprints().get(0);
    }

    /** The distinct values of the truth, ascending. */
    List<Float> levels() {
      TreeSet<Float> levels = new TreeSet<>();
      for (float value : only().truth()) {
        levels.add(value);
      }
      return List.copyOf(levels);
    }
  }

  private Prepared prepare(String type, IntToDoubleFunction pixel, String steps, String more)
      throws IOException {
    int bytes = type.charAt(2) - '0';
    ByteBuffer values = ByteBuffer.allocate(SIDE * SIDE * bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < SIDE * SIDE; i++) {
      double value = pixel.applyAsDouble(i);
      switch (type) {
        case "<i4", "<u4" -> values.putInt((int) (long) value);
        case "<i8", "<u8" -> values.putLong((long) value);
        case "<f4" -> values.putFloat((float) value);
        default -> values.putDouble(value);
      }
    }
    String shape = SIDE + ", " + SIDE;
    Path file = folder.resolve("image.npy");
    Files.write(file, NpyBytes.array(NpyBytes.description(type, false, shape), values.array()));
    Recipe recipe = Recipe.parse(RECIPE.formatted(steps, more), "wide.yaml");
    SourcePreparation preparation =
        new SourcePreparation(recipe, 0, FrameChoice.NONE, 1L << 30, new HashSplit(0));
    List<Example> examples = new ArrayList<>();
    try (FileSource source = FileSource.open(file)) {
      SourceFacts examined = preparation.examine(source, "image.npy");
      SourceFacts facts =
          preparation.prepare(
              source, examined, (example, split) -> examples.add(example.example()));
      return new Prepared(facts, examples);
    }
  }

  /** 0 … 15, alike in no two rows. */
  private static int level(int i) {
    return (i * 7 + i / SIDE * (i / SIDE)) % 16;
  }

  @ParameterizedTest
  @CsvSource({
    "<i4, 1e8, 1",
    "<i4, -2e9, 1",
    "<u4, 4e9, 1",
    "<i4, 16777216, 1",
    "<i8, 1e15, 1",
    "<u8, 1e15, 1",
    "<f8, 1e9, 0.0625",
    "<f8, -1e9, 0.0625",
    "<f8, 1e39, 1e39",
    "<f8, 1e300, 1e299",
    "<f8, -1e308, 1.1e307"
  })
  void anOffsetCostsNoContrast(String type, double offset, double step) throws IOException {
    IntToDoubleFunction pixel = i -> offset + step * level(i);
    for (String steps :
        List.of(
            "clean-non-finite, rescale-min-max",
            "rescale-min-max",
            "{kind: clip-percentile, low: 0, high: 100}, rescale-min-max")) {
      Prepared prepared = prepare(type, pixel, steps, "");
      assertEquals(16, prepared.levels().size());
      for (int i = 0; i < 16; i++) {
        assertEquals(i / 7.5 - 1, prepared.levels().get(i), 1e-6);
      }
      assertEquals(pixel.applyAsDouble(0), prepared.only().rawMin());
      assertEquals(offset + step * 15, prepared.only().rawMax());
      assertFalse(prepared.only().blank());
    }
    Prepared standard = prepare(type, pixel, "standardise", "");
    assertEquals(16, standard.levels().size());
    assertEquals(15 / 4.61, standard.levels().get(15) - standard.levels().get(0), 0.01);
  }

  @Test
  void theCriteriaOfBlankSeeStoredUnits() throws IOException {
    IntToDoubleFunction pixel = i -> 1e8 + level(i);
    for (String criterion :
        List.of(
            "constant, below: 16", "nearly-constant, deviation: 0.4", "low-deviation, below: 5")) {
      Prepared blank = prepare("<i4", pixel, "", "blank: {kind: " + criterion + "}\n");
      assertTrue(blank.only().blank(), criterion);
    }
    for (String criterion :
        List.of(
            "constant, below: 15", "nearly-constant, deviation: 0.2", "low-deviation, below: 4")) {
      Prepared shows = prepare("<i4", pixel, "", "blank: {kind: " + criterion + "}\n");
      assertFalse(shows.only().blank(), criterion);
    }
    String huge = "blank: {kind: low-deviation, below: 4e300}\n";
    assertFalse(prepare("<f8", i -> 1e300 * level(i), "rescale-unit", huge).only().blank());
  }

  @Test
  void nonFinitePixelsAreStoredZeros() throws IOException {
    IntToDoubleFunction pixel = i -> i == 9 ? Double.NaN : 1e39 * (1 + level(i));
    Prepared prepared = prepare("<f8", pixel, "clean-non-finite, rescale-min-max", "");
    assertEquals(0, prepared.only().rawMin());
    assertEquals(16e39, prepared.only().rawMax());
    assertEquals(-1, prepared.only().truth()[9]);
    assertEquals(17, prepared.levels().size());
    assertEquals("no-usable-crop", last(prepare("<f8", pixel, "rescale-min-max", "")));
  }

  private static String last(Prepared prepared) {
    return prepared.facts().rejects().get(prepared.facts().rejects().size() - 1).reason();
  }

  @Test
  void withoutARescalingTheTruthIsTheNearestFloat() throws IOException {
    Example example = prepare("<i4", i -> 1e8 + level(i), "clean-non-finite", "").only();
    for (int i = 0; i < SIDE * SIDE; i++) {
      assertEquals((float) (1e8 + level(i)), example.truth()[i]);
    }
    assertEquals("no-usable-crop", last(prepare("<f8", i -> 1e39 * (1 + level(i)), "", "")));
  }

  @Test
  void whatFloat32HoldsIsTheSameInEveryType() throws IOException {
    Prepared floats = prepare("<f4", WideValuesTest::level, "rescale-min-max", "");
    for (String type : List.of("<i4", "<u4", "<i8", "<u8", "<f8")) {
      Prepared wide = prepare(type, WideValuesTest::level, "rescale-min-max", "");
      assertEquals(floats.levels(), wide.levels());
      assertEquals(floats.only().rawMax(), wide.only().rawMax());
      assertEquals(floats.fingerprint(), wide.fingerprint());
    }
  }

  @Test
  void copiesAreToldFromOthersInSpiteOfTheOffset() throws IOException {
    Fingerprint one = prepare("<i4", i -> 1e8 + level(i), "", "").fingerprint();
    Fingerprint same = prepare("<f8", i -> 1e8 + level(i), "", "").fingerprint();
    Fingerprint shifted = prepare("<i4", i -> 1e8 + 1 + level(i), "", "").fingerprint();
    Fingerprint other = prepare("<i4", i -> 1e8 + level(i + 5), "", "").fingerprint();
    assertEquals(one, same);
    assertNotEquals(one.pixels(), other.pixels(), "they differ by less than a float32 shows");
    assertNotEquals(one.pixels(), shifted.pixels());
    assertEquals(one.look(), shifted.look());
    assertFalse(one.look().isEmpty());
    assertNotEquals(one.look(), other.look());
  }
}
