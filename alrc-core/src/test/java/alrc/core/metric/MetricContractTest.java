package alrc.core.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.settings.SettingMistake;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every registered metric must do. */
class MetricContractTest {
  private static final int HEIGHT = 40;
  private static final int WIDTH = 33;
  private static final Map<String, Double> IDEAL =
      Map.of(
          "rmse", 0.0,
          "mae", 0.0,
          "psnr", Double.POSITIVE_INFINITY,
          "ssim", 1.0,
          "snr", Double.POSITIVE_INFINITY,
          "nmse", 0.0,
          "frc", 2.0);

  /** The figures of two constant images, the truth 0.5 and the completion 0.25. */
  private static final Map<String, Double> CONSTANT =
      Map.of(
          "rmse",
          0.25,
          "mae",
          0.25,
          "psnr",
          10 * Math.log10(64),
          "ssim",
          (2 * 0.5 * 0.25 + 4e-4) / (0.25 + 0.0625 + 4e-4),
          "snr",
          10 * Math.log10(4),
          "nmse",
          0.25,
          "frc",
          Double.NaN);

  private static final Set<String> RELATIVE_TO_TRUTH = Set.of("snr", "nmse");

  static Iterable<Metric> metrics() {
    return Metrics.all();
  }

  private static float[] texture(int height, int width) {
    float[] image = new float[height * width];
    for (int i = 0; i < image.length; i++) {
      int row = i / width;
      int col = i % width;
      image[i] = (float) (0.4 * Math.sin(0.7 * row + 0.3 * col) + 0.3 * Math.cos(0.9 * col));
    }
    return image;
  }

  private static float[] withNoise(float[] image, double sd) {
    Random random = new Random(3);
    float[] noisy = image.clone();
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] += (float) (sd * random.nextGaussian());
    }
    return noisy;
  }

  private static ImagePair pair(float[] truth, float[] completion) {
    return new ImagePair(truth, completion, HEIGHT, WIDTH);
  }

  private static float[] even(float value) {
    float[] image = new float[HEIGHT * WIDTH];
    Arrays.fill(image, value);
    return image;
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void equalImagesGetTheBestFigure(Metric metric) {
    float[] truth = texture(HEIGHT, WIDTH);
    assertEquals(IDEAL.get(metric.name()), metric.of(pair(truth, truth.clone())), 1e-12);
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void moreNoiseIsWorse(Metric metric) {
    float[] truth = texture(HEIGHT, WIDTH);
    double sign = metric.largerIsBetter() ? 1 : -1;
    double better = metric.of(pair(truth, truth));
    for (double sd : new double[] {0.6, 1.2, 2.4}) {
      double figure = metric.of(pair(truth, withNoise(truth, sd)));
      assertTrue(sign * figure < sign * better, metric.name() + " at noise " + sd + ": " + figure);
      better = figure;
    }
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void onlyFiguresRelativeToTheTruthChangeWhenTheImagesAreExchanged(Metric metric) {
    float[] truth = texture(HEIGHT, WIDTH);
    float[] completion = withNoise(truth, 0.3);
    double figure = metric.of(pair(truth, completion));
    double exchanged = metric.of(pair(completion, truth));
    boolean equal = Math.abs(figure - exchanged) <= 1e-12 * Math.abs(figure);
    assertEquals(!RELATIVE_TO_TRUTH.contains(metric.name()), equal);
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void constantImagesHaveTheFigureOfTheFormula(Metric metric) {
    double figure = metric.of(pair(even(0.5f), even(0.25f)));
    assertEquals(CONSTANT.get(metric.name()), figure, 1e-12);
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void theSmallestSideIsEnoughAndOneLessIsRefused(Metric metric) {
    int side = metric.smallestSide();
    float[] enough = withNoise(texture(side, side), 0.1);
    assertTrue(Double.isFinite(metric.of(new ImagePair(texture(side, side), enough, side, side))));
    if (side > 1) {
      float[] low = texture(side - 1, 50);
      Exception refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> metric.of(new ImagePair(low, low, side - 1, 50)));
      String message =
          metric.name() + ": an image of " + (side - 1) + " × 50 pixels: each side must be >= ";
      assertEquals(message + side + " pixels", refused.getMessage());
    }
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void imagesAreLeftAsTheyAre(Metric metric) {
    float[] truth = texture(HEIGHT, WIDTH);
    float[] completion = withNoise(truth, 0.1);
    metric.of(pair(truth, completion));
    assertTrue(Arrays.equals(truth, texture(HEIGHT, WIDTH)));
    assertTrue(Arrays.equals(completion, withNoise(truth, 0.1)));
  }

  @Test
  void aValueThatIsNotFiniteIsRefusedWithItsPixel() {
    float[] truth = texture(HEIGHT, WIDTH);
    float[] completion = truth.clone();
    completion[2 * WIDTH + 5] = Float.NaN;
    Exception refused = assertThrows(IllegalArgumentException.class, () -> pair(truth, completion));
    assertEquals(
        "completion: the value NaN at row 2, column 5 must be finite", refused.getMessage());
  }

  @Test
  void imagesOfAnotherSizeAreRefused() {
    Exception refused =
        assertThrows(
            IllegalArgumentException.class, () -> new ImagePair(new float[6], new float[8], 2, 3));
    assertEquals("completion: 8 values must be height × width = 2 × 3", refused.getMessage());
  }

  @Test
  void anUnknownNameIsRefusedWithTheKnownOnes() {
    Exception refused = assertThrows(SettingMistake.class, () -> Metrics.named("ssin"));
    assertEquals(
        "metric: ssin must be one of rmse, mae, psnr, ssim, snr, nmse, frc; did you mean 'ssim'?",
        refused.getMessage());
  }

  @Test
  void everyMetricIsRegisteredUnderItsOwnName() {
    Set<String> implemented =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("alrc.core.metric")
                .stream()
                .filter(type -> type.isAssignableTo(Metric.class) && !type.isInterface())
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet());
    Set<String> registered =
        Metrics.all().stream()
            .map(metric -> metric.getClass().getSimpleName())
            .collect(Collectors.toSet());
    assertEquals(implemented, registered);
    assertEquals(Metrics.all().size(), Set.copyOf(Metrics.names()).size());
    assertFalse(Metrics.all().stream().anyMatch(metric -> metric.source().isBlank()));
  }
}
