package alrc.stem.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.settings.SettingMistake;
import alrc.stem.scan.ScanMask;
import alrc.stem.scan.path.RandomPixels;
import alrc.stem.scan.path.Spiral;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every registered baseline must do. */
class BaselineContractTest {
  private static final int HEIGHT = 31;
  private static final int WIDTH = 45;

  /** The others smooth: they replace noisy values. */
  private static final Set<String> KEEP_VALUES =
      Set.of("nearest", "linear", "inverse-distance", "biharmonic");

  static List<Baseline> baselines() {
    return Baselines.all();
  }

  private static float[] wave(int height, int width) {
    float[] image = new float[height * width];
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) (0.6 * Math.sin(0.15 * (i / width)) * Math.cos(0.1 * (i % width)));
    }
    return image;
  }

  private static Samples seen(float[] image, ScanMask mask) {
    float[] values = new float[mask.selected().length];
    for (int k = 0; k < values.length; k++) {
      values[k] = image[mask.selected()[k]];
    }
    return new Samples(mask, values);
  }

  private static ScanMask scattered(double coverage) {
    return new RandomPixels(coverage, coverage == 1 ? 0 : 4).mask(HEIGHT, WIDTH);
  }

  private static double error(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (double) (a[i] - b[i]);
    }
    return Math.sqrt(sum / a.length);
  }

  @ParameterizedTest
  @MethodSource("baselines")
  void aConstantImageComesBack(Baseline baseline) {
    float[] image = new float[HEIGHT * WIDTH];
    Arrays.fill(image, -0.375f);
    for (double coverage : new double[] {0.001, 0.1, 1}) {
      assertArrayEquals(image, baseline.complete(seen(image, scattered(coverage))), 1e-6f);
    }
  }

  @ParameterizedTest
  @MethodSource("baselines")
  void interpolationKeepsTheValuesAndSmoothingMissesThemLittle(Baseline baseline) {
    Samples samples = seen(wave(HEIGHT, WIDTH), scattered(0.2));
    float[] found = seen(baseline.complete(samples), samples.mask()).values();
    double tolerance = KEEP_VALUES.contains(baseline.name()) ? 0 : 0.2;
    assertEquals(0, error(samples.values(), found), tolerance);
  }

  @ParameterizedTest
  @MethodSource("baselines")
  void aFullMaskGivesTheImageBack(Baseline baseline) {
    float[] image = wave(HEIGHT, WIDTH);
    float[] found = baseline.complete(seen(image, scattered(1)));
    assertEquals(0, error(image, found), KEEP_VALUES.contains(baseline.name()) ? 0 : 0.1);
  }

  @ParameterizedTest
  @MethodSource("baselines")
  void aSmoothImageIsCompletedBetterThanByItsMean(Baseline baseline) {
    ScanMask spiral = new Spiral(0.1).mask(64, 64);
    float[] image = wave(64, 64);
    float[] mean = new float[image.length];
    Samples samples = seen(image, spiral);
    Arrays.fill(mean, (float) samples.filledWithMean()[missing(spiral)]);
    double found = error(image, baseline.complete(samples));
    assertTrue(found < 0.6 * error(image, mean), baseline.name() + ": " + found);
  }

  private static int missing(ScanMask mask) {
    int pixel = 0;
    while (mask.weights()[pixel] > 0) {
      pixel++;
    }
    return pixel;
  }

  @ParameterizedTest
  @MethodSource("baselines")
  void equalScansGiveEqualBits(Baseline baseline) {
    Samples samples = seen(wave(HEIGHT, WIDTH), scattered(0.1));
    float[] values = samples.values().clone();
    float[] first = baseline.complete(samples);
    assertArrayEquals(first, baseline.complete(samples), 0);
    assertArrayEquals(values, samples.values(), 0);
  }

  /** One pixel, one line of pixels, and images of two rows have no triangle to interpolate in. */
  @ParameterizedTest
  @MethodSource("baselines")
  void fewPixelsAreEnough(Baseline baseline) {
    for (int[] shape : new int[][] {{2, 7}, {9, 2}, {5, 6}}) {
      float[] weights = new float[shape[0] * shape[1]];
      for (int last = 0; last < shape[1]; last++) {
        weights[last] = 0.5f;
        Samples samples =
            seen(
                wave(shape[0], shape[1]),
                new ScanMask(shape[0], shape[1], weights.clone(), 0.1, "{}"));
        for (float value : baseline.complete(samples)) {
          assertTrue(Float.isFinite(value), baseline.name());
        }
      }
    }
  }

  @Test
  void scansThatCannotBeCompletedAreRefused() {
    ScanMask mask = scattered(0.1);
    float[] values = new float[mask.selected().length];
    values[0] = Float.NaN;
    int first = mask.selected()[0];
    refused(
        "the value NaN at row " + first / WIDTH + ", column " + first % WIDTH + " must be finite",
        mask,
        values);
    refused(
        "1 values must be " + values.length + ", the number of selected pixels",
        mask,
        new float[1]);
    refused(
        "the mask selects no pixel: a completion needs at least one",
        new ScanMask(3, 4, new float[12], 0.1, "{}"),
        new float[0]);
    refused(
        "a mask of 1 × 3 pixels: each side must be >= 2 pixels",
        new ScanMask(1, 3, new float[] {1, 0, 0}, 0.1, "{}"),
        new float[1]);
  }

  private static void refused(String message, ScanMask mask, float[] values) {
    Exception refused =
        assertThrows(IllegalArgumentException.class, () -> new Samples(mask, values));
    assertEquals(message, refused.getMessage());
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThrows(SettingMistake.class, () -> new InverseDistance(0, 2));
    assertThrows(SettingMistake.class, () -> new InverseDistance(3, Double.NaN));
    assertThrows(SettingMistake.class, () -> new Biharmonic(0));
    assertThrows(SettingMistake.class, () -> new MaskedGaussian(0, 4));
    assertThrows(SettingMistake.class, () -> new TotalVariation(-1, 100));
    assertThrows(SettingMistake.class, () -> new SparseDct(0.1, 0));
  }

  @Test
  void anUnknownNameIsRefusedWithTheKnownOnes() {
    Exception refused = assertThrows(SettingMistake.class, () -> Baselines.named("linaer"));
    assertEquals(
        "baseline: linaer must be one of nearest, linear, inverse-distance, biharmonic,"
            + " masked-gaussian, total-variation, sparse-dct; did you mean 'linear'?",
        refused.getMessage());
  }

  @Test
  void everyBaselineIsRegisteredUnderItsOwnName() {
    Set<String> implemented =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("alrc.stem.baseline")
                .stream()
                .filter(type -> type.isAssignableTo(Baseline.class) && !type.isInterface())
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet());
    Set<String> registered =
        Baselines.all().stream()
            .map(baseline -> baseline.getClass().getSimpleName())
            .collect(Collectors.toSet());
    assertEquals(implemented, registered);
    assertEquals(Baselines.all().size(), Set.copyOf(Baselines.names()).size());
    assertFalse(Baselines.all().stream().anyMatch(baseline -> baseline.source().isBlank()));
  }
}
