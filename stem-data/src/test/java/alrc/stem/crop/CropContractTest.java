package alrc.stem.crop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.settings.SettingMistake;
import alrc.stem.image.PixelType;
import alrc.stem.image.Pixels;
import alrc.stem.image.SeededGenerator;
import alrc.stem.transform.RecipeKinds;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every kind of crop promises, tried on every registered kind. */
class CropContractTest {
  static Stream<Cropper> croppers() {
    return Stream.of(
        new GridCrop(16, 16),
        new GridCrop(16, 11, List.of(2, 3), Remainder.PAD, Smaller.PAD, new ValuePadding(-1)),
        new GridCrop(16, 16, List.of(0, 0), Remainder.SHIFT, Smaller.PAD, new ReflectPadding()),
        new RandomCrop(16, 9, Smaller.REJECT, new ReflectPadding()),
        new RandomCrop(16, 9, Smaller.PAD, new ReflectPadding()),
        new CentreCrop(16, Smaller.REJECT, new ReflectPadding()),
        new CentreCrop(16, Smaller.PAD, new ValuePadding(7)));
  }

  private static List<CropRow> plan(Cropper cropper, int height, int width) {
    return cropper.plan(height, width, SeededGenerator.of(5, "crop"));
  }

  @ParameterizedTest
  @MethodSource("croppers")
  void plansAsManyDistinctCropsAsItCountsInOrder(Cropper cropper) {
    for (int[] size : new int[][] {{16, 16}, {50, 33}, {17, 90}, {5, 40}, {40, 1}, {3, 3}}) {
      List<CropRow> plan = plan(cropper, size[0], size[1]);
      assertEquals(plan, plan(cropper, size[0], size[1]), "equal generators, equal plans");
      Set<String> seen = new HashSet<>();
      String before = "";
      for (CropRow line : plan) {
        for (int col : line.cols()) {
          assertTrue(line.row() < size[0] && col < size[1], "begins inside");
          assertTrue(line.row() > -16 && col > -16, "reaches the image");
          String place = "%05d %05d".formatted(line.row() + 100, col + 100);
          assertTrue(place.compareTo(before) > 0, "in order");
          before = place;
          seen.add(place);
        }
      }
      assertEquals(seen.size(), cropper.count(size[0], size[1]));
    }
  }

  /** Each pixel of this image tells where it is: 100 · row + column. */
  private static Pixels image(int height, int width, int firstRow, int rows) {
    ByteBuffer values = ByteBuffer.allocate(rows * width * Float.BYTES);
    for (int row = firstRow; row < firstRow + rows; row++) {
      for (int col = 0; col < width; col++) {
        values.putFloat(100 * row + col);
      }
    }
    assertTrue(firstRow >= 0 && firstRow + rows <= height);
    return new Pixels(PixelType.FLOAT32, rows, width, 1, values.clear());
  }

  @ParameterizedTest
  @MethodSource("croppers")
  void whatLiesInTheImageIsCutWhereItIs(Cropper cropper) {
    for (int[] size : new int[][] {{50, 33}, {5, 40}, {3, 3}}) {
      for (CropRow line : plan(cropper, size[0], size[1])) {
        int rows = Cut.rows(line.row(), 16, size[0]);
        Pixels band = image(size[0], size[1], Cut.firstRow(line.row()), rows);
        for (int col : line.cols()) {
          float[] cut = Cut.pixels(band, line.row(), col, 16, cropper.pad());
          for (int i = 0; i < cut.length; i++) {
            int row = line.row() + i / 16;
            int at = col + i % 16;
            if (row >= 0 && row < size[0] && at >= 0 && at < size[1]) {
              assertEquals(100 * row + at, cut[i]);
            }
          }
        }
      }
    }
  }

  /** Expected: numpy.pad([[0, 1, 2], [10, 11, 12]], ((1, 3), (2, 3)), mode="reflect"). */
  @Test
  void reflectionIsThatOfNumpy() {
    ByteBuffer values = ByteBuffer.allocate(6 * Float.BYTES);
    for (float value : new float[] {0, 1, 2, 10, 11, 12}) {
      values.putFloat(value);
    }
    Pixels band = new Pixels(PixelType.FLOAT32, 2, 3, 1, values.clear());
    float[] cut = Cut.pixels(band, -1, -2, 8, new ReflectPadding());
    float[] even = {2, 1, 0, 1, 2, 1, 0, 1};
    for (int row = 0; row < 8; row++) {
      for (int col = 0; col < 8; col++) {
        assertEquals(even[col] + (row % 2 == 0 ? 10 : 0), cut[row * 8 + col]);
      }
    }
  }

  @Test
  void aFixedValueSurroundsTheImage() {
    Pixels band = image(2, 2, 0, 2);
    float[] cut = Cut.pixels(band, -3, -3, 8, new ValuePadding(9));
    float[] expected = new float[64];
    java.util.Arrays.fill(expected, 9);
    expected[27] = 0;
    expected[28] = 1;
    expected[35] = 100;
    expected[36] = 101;
    assertArrayEquals(expected, cut);
  }

  @ParameterizedTest
  @CsvSource({
    "'{side: 64}', '{\"side\":64,\"stride\":64}'",
    "'{kind: grid, side: 64, stride: 32, remainder: shift, smaller: pad, pad: reflect}',"
        + " '{\"remainder\":\"shift\",\"side\":64,\"smaller\":\"pad\",\"stride\":32}'",
    "'{kind: random, side: 64, count: 3, smaller: pad, pad: {kind: value, fill: -1}}',"
        + " '{\"count\":3,\"kind\":\"random\",\"pad\":{\"fill\":-1.0,\"kind\":\"value\"},\"side\":64,\"smaller\":\"pad\"}'",
    "'{kind: centre, side: 64}', '{\"kind\":\"centre\",\"side\":64}'",
  })
  void settingsRoundTripThroughCanonicalJson(String yaml, String json) {
    Cropper cropper = RecipeKinds.read(yaml, "crop", Cropper.class);
    assertEquals(json, RecipeKinds.canonicalJson(cropper, Cropper.class));
    assertEquals(cropper, RecipeKinds.read(json, "crop", Cropper.class));
  }

  @ParameterizedTest
  @CsvSource({
    "'{side: 64, pad: {kind: value, fill: -1}}', smaller: pad or remainder: pad",
    "'{side: 64, remainder: shift, pad: {kind: value, fill: -1}}', smaller: pad or remainder: pad",
    "'{kind: random, side: 64, count: 3, pad: {kind: value, fill: -1}}', smaller: pad",
    "'{kind: centre, side: 64, pad: {kind: value, fill: -1}}', smaller: pad",
  })
  void aFillThatNoCropUsesIsRefused(String yaml, String cause) {
    assertEquals(
        "crop:1: pad: {\"fill\":-1.0,\"kind\":\"value\"} must be left out, as no crop is padded; or"
            + " set "
            + cause,
        assertThrows(SettingMistake.class, () -> RecipeKinds.read(yaml, "crop", Cropper.class))
            .getMessage());
    RecipeKinds.read(yaml.replace("64,", "64, smaller: pad,"), "crop", Cropper.class);
  }

  @Test
  void everyRegisteredKindIsTriedHereUnderItsName() {
    Set<Class<?>> tried = new HashSet<>();
    croppers()
        .forEach(
            cropper -> {
              tried.add(cropper.getClass());
              assertEquals(cropper.getClass(), RecipeKinds.of(Cropper.class).get(cropper.kind()));
              assertEquals(
                  cropper.pad().getClass(),
                  RecipeKinds.of(Padding.class).get(cropper.pad().kind()));
            });
    assertEquals(Set.copyOf(RecipeKinds.of(Cropper.class).values()), tried);
  }
}
