package alrc.stem.scan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.settings.SettingMistake;
import alrc.settings.Sha256;
import alrc.stem.scan.path.AngularSpiral;
import alrc.stem.scan.path.Blocks;
import alrc.stem.scan.path.FilePath;
import alrc.stem.scan.path.Frames;
import alrc.stem.scan.path.Hilbert;
import alrc.stem.scan.path.Interlaced;
import alrc.stem.scan.path.JitteredLines;
import alrc.stem.scan.path.LineHop;
import alrc.stem.scan.path.LinearSpiral;
import alrc.stem.scan.path.Lissajous;
import alrc.stem.scan.path.RandomPixels;
import alrc.stem.scan.path.RandomWalk;
import alrc.stem.scan.path.Rows;
import alrc.stem.scan.path.Serpentine;
import alrc.stem.scan.path.Spiral;
import alrc.stem.scan.path.UniformGrid;
import alrc.stem.transform.RecipeKinds;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every scan path promises, tried on every registered kind. */
class ScanPathContractTest {
  static Stream<ScanPath> paths() {
    return Stream.of(0.02, 0.05, 0.1, 0.25, 0.5)
        .flatMap(
            coverage ->
                Stream.of(
                    new Spiral(coverage),
                    new JitteredLines(coverage, 1, 0.9, 0),
                    new JitteredLines(coverage, 30, 0, 5),
                    new RandomPixels(coverage, 0),
                    new Rows(coverage),
                    new Lissajous(coverage),
                    new UniformGrid((int) (1 / coverage), 1),
                    new AngularSpiral(coverage),
                    new Blocks(8, coverage, 3),
                    new Frames(2, coverage),
                    new Hilbert(coverage < 0.1 ? 4 : coverage < 0.5 ? 2 : 1),
                    new Interlaced((int) (1 / coverage), 1),
                    new LineHop(coverage, 2, 0),
                    new LinearSpiral(coverage),
                    new RandomWalk(coverage, 0.9, 1),
                    new Serpentine(coverage)));
  }

  @ParameterizedTest
  @MethodSource("paths")
  void weightsAreInUnitRangeAndCoverageIsAsStated(ScanPath path) {
    int[][] oblong = {{512, 512}, {64, 64}, {200, 131}};
    int[][] square = {{512, 512}, {64, 64}, {8, 8}, {32, 32}, {1024, 1024}, {2048, 2048}};
    for (int[] size : path instanceof Spiral || path instanceof Hilbert ? square : oblong) {
      ScanMask mask = path.mask(size[0], size[1]);
      assertEquals(size[0], mask.height());
      assertEquals(size[1], mask.width());
      assertTrue(mask.selected().length > 0);
      for (float weight : mask.weights()) {
        assertTrue(weight >= 0 && weight <= 1);
      }
      assertEquals(
          mask.nominalCoverage(), mask.measuredMean(), path.tolerance(size[0], size[1]), path + "");
      assertArrayEquals(mask.weights(), path.mask(size[0], size[1]).weights());
    }
  }

  @ParameterizedTest
  @MethodSource("paths")
  void settingsRoundTripAndNameTheMask(ScanPath path) {
    String json = RecipeKinds.canonicalJson(path, ScanPath.class);
    assertEquals(path, RecipeKinds.read(json, "path", ScanPath.class));
    assertEquals(path, RecipeKinds.read(path.mask(64, 64).pathJson(), "path", ScanPath.class));
  }

  @ParameterizedTest
  @CsvSource({"0.05, 512, 512", "0.1, 100, 33", "1, 9, 9", "0.0001, 20, 30"})
  void exactPathsCoverWhatIsAskedToTheWholePixelOrRow(double coverage, int height, int width) {
    int pixels = (int) Math.max(1, Math.round(coverage * height * width));
    int rows = (int) Math.max(1, Math.round(coverage * height));
    assertEquals(pixels, new RandomPixels(coverage, 0).mask(height, width).selected().length);
    assertEquals(rows * width, new Rows(coverage).mask(height, width).selected().length);
    assertEquals(
        rows * width, new JitteredLines(coverage, 1, 0.9, 0).mask(height, width).selected().length);
  }

  @Test
  void aGridIsWhereItsSpacingAndOffsetSay() {
    ScanMask mask = new UniformGrid(3, 1).mask(5, 8);
    assertArrayEquals(new int[] {9, 12, 15, 33, 36, 39}, mask.selected());
    assertEquals(1.0 / 9, mask.nominalCoverage());
    assertEquals(40, new UniformGrid(1, 0).mask(5, 8).selected().length);
  }

  @Test
  void rowsAreEvenlySpread() {
    float[] weights = new Rows(0.2).mask(20, 1).weights();
    float[] expected = new float[20];
    for (int row : new int[] {2, 7, 12, 17}) {
      expected[row] = 1;
    }
    assertArrayEquals(expected, weights);
  }

  @Test
  void jitteredLinesDwellOnceInEveryColumnAndStayInTheirChannels() {
    ScanMask mask = new JitteredLines(0.1, 3, 0.8, 2).mask(100, 300);
    int[] lines = new int[10 * 300];
    for (int pixel : mask.selected()) {
      lines[pixel / 300 / 10 * 300 + pixel % 300]++;
    }
    assertTrue(Arrays.stream(lines).allMatch(dwells -> dwells == 1));
    long rows = Arrays.stream(mask.selected()).map(pixel -> pixel / 300).distinct().count();
    assertTrue(rows > 60, "lines wander: " + rows + " rows");
    ScanMask straight = new JitteredLines(0.1, 0, 0.9, 0).mask(100, 300);
    assertEquals(10, Arrays.stream(straight.selected()).map(p -> p / 300).distinct().count());
  }

  @Test
  void theSeedChangesTheDrawing() {
    assertFalse(
        Arrays.equals(
            new RandomPixels(0.1, 0).mask(64, 64).weights(),
            new RandomPixels(0.1, 1).mask(64, 64).weights()));
    assertFalse(
        Arrays.equals(
            new JitteredLines(0.1, 1, 0.9, 0).mask(64, 64).weights(),
            new JitteredLines(0.1, 1, 0.9, 1).mask(64, 64).weights()));
  }

  /** A mask never changes: data sets name it by its settings and its size alone. */
  @ParameterizedTest
  @CsvSource({
    "'{kind: angular-spiral, coverage: 0.1}', 72f5a7383fae79ed",
    "'{kind: blocks, side: 8, coverage: 0.25}', 5b0124080f29ad81",
    "'{kind: frames, coverage: 0.25}', cbf10c76e1b381aa",
    "'{kind: interlaced, fields: 3, scanned: 1}', ce9356b3d9d15838",
    "'{kind: line-hop, coverage: 0.1}', d8470a3f3515583f",
    "'{kind: linear-spiral, coverage: 0.1}', 53be1d3f0bb185d1",
    "'{kind: random-walk, coverage: 0.1}', 8507ec639665a0bf",
    "'{kind: serpentine, coverage: 0.1}', aa15700678bba436",
    "'{kind: jittered-lines, coverage: 0.1}', 260306d48c9a221c",
    "'{kind: lissajous, coverage: 0.1}', dc80e6ef7a5b4a5e",
    "'{kind: random-pixels, coverage: 0.1}', e5cba286c73f7eb5",
    "'{kind: rows, coverage: 0.1}', aa15700678bba436",
    "'{kind: spiral, coverage: 0.1}', c62d4dedc9e3515c",
    "'{kind: uniform-grid, spacing: 4}', 2f7f528021f6c4f7",
  })
  void drawingsArePinned(String yaml, String digest) {
    ScanMask mask = RecipeKinds.read(yaml, "path", ScanPath.class).mask(96, 96);
    assertEquals(digest, Sha256.hex(Arrays.toString(mask.weights()), 16));
  }

  @Test
  void everyRegisteredKindIsTriedHereUnderItsName() {
    assertEquals(
        Set.copyOf(RecipeKinds.of(ScanPath.class).values()),
        Stream.concat(paths(), Stream.of(new FilePath("a.csv"))) // has a test of its own
            .map(ScanPath::getClass)
            .collect(Collectors.toSet()));
    paths()
        .forEach(
            path -> assertEquals(path.getClass(), RecipeKinds.of(ScanPath.class).get(path.kind())));
  }

  @Test
  void impossibleSettingsAreRefusedByNameAndRule() {
    assertEquals("coverage: 0.6 must be in [1e-6, 0.5]", refusal(() -> new Lissajous(0.6)));
    assertEquals("coverage: 0.7 must be in [1e-6, 0.5]", refusal(() -> new Spiral(0.7)));
    assertEquals("coverage: NaN must be in [1e-6, 1]", refusal(() -> new Rows(Double.NaN)));
    assertEquals("offset: 4 must be in [0, spacing)", refusal(() -> new UniformGrid(4, 4)));
    assertEquals(
        "offset: 9 must be inside the image of 8×20",
        refusal(() -> new UniformGrid(10, 9).mask(8, 20)));
    assertEquals(
        "seed: 2 must be left out, as every pixel is scanned",
        refusal(() -> new RandomPixels(1, 2)));
    assertEquals(
        "seed: 2 must be left out, as lines of amplitude 0 are straight",
        refusal(() -> new JitteredLines(0.1, 0, 0.9, 2)));
    assertEquals(
        "amplitude: 2.0 must be left out, as coverage 1 leaves lines no room to wander",
        refusal(() -> new JitteredLines(1, 2, 0.9, 0)));
    assertEquals("momentum: 1.0 must be in [0, 1)", refusal(() -> new JitteredLines(0.1, 1, 1, 0)));
    assertEquals(
        "lissajous size: 7×9 must be at least 8 pixels a side",
        refusal(() -> new Lissajous(0.1).mask(7, 9)));
  }

  private static String refusal(Executable made) {
    return String.valueOf(assertThrows(SettingMistake.class, made).getMessage());
  }
}
