package alrc.stem.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.image.OrderStatistics;
import alrc.stem.image.SeededGenerator;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepsTest {
  private static Example rescaled(float... pixels) {
    return new RescaleMinMax().apply(Examples.of(1, pixels.length, pixels), Examples.random());
  }

  @Test
  void notFiniteBecomesZeroAndTheRestStays() {
    Example dirty =
        Examples.of(1, 5, 1, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -2);
    Example clean = new CleanNonFinite().apply(dirty, Examples.random());
    assertArrayEquals(new float[] {1, 0, 0, 0, -2}, clean.truth());
    assertFalse(dirty.isFinite());
    assertTrue(clean.isFinite());
    assertSame(clean, new CleanNonFinite().apply(clean, Examples.random()));
  }

  @Test
  void rescalingMapsTheRangeToPlusMinusOneExactly() {
    Example example = rescaled(3, 5, 7, 4);
    assertArrayEquals(new float[] {-1, 0, 1, -0.5f}, example.truth());
  }

  @Test
  void aSmallRangeOnALargeOffsetKeepsItsDigits() {
    assertArrayEquals(new float[] {-1, 0, 1}, rescaled(16_777_000, 16_777_001, 16_777_002).truth());
    assertArrayEquals(
        new float[] {-1, 0, 1}, rescaled(-Float.MAX_VALUE, 0, Float.MAX_VALUE).truth());
  }

  @Test
  void aConstantCropIsAllZero() {
    assertArrayEquals(new float[3], rescaled(5, 5, 5).truth());
    assertArrayEquals(new float[2], rescaled(0, 0.9e-6f).truth());
    assertArrayEquals(new float[] {-1, 1}, rescaled(0, 1.1e-6f).truth());
  }

  @Test
  void theRangeIsFoundWhereverItIs() {
    for (int length : new int[] {1, 255, 256, 257, 1000, 262_144}) {
      float[] pixels = new float[length];
      pixels[length - 1] = 2;
      pixels[length / 2] = -3;
      ValueRange range = ValueRange.of(pixels);
      assertEquals(-3, range.min());
      assertEquals(length == 1 ? -3 : 2, range.max());
    }
  }

  /**
   * Numbers of a 2 × 3 image after each orientation, made with NumPy's rot90, flipud and fliplr.
   */
  @ParameterizedTest
  @CsvSource({
    "0, 2, 1 2 3 4 5 6",
    "1, 3, 3 6 2 5 1 4",
    "2, 2, 6 5 4 3 2 1",
    "3, 3, 4 1 5 2 6 3",
    "4, 2, 4 5 6 1 2 3",
    "5, 2, 3 2 1 6 5 4",
    "6, 3, 1 4 2 5 3 6",
    "7, 3, 6 3 5 2 4 1"
  })
  void orientationsAreNumberedAsTheAuthorsNumberThem(int orientation, int height, String pixels) {
    Example turned = Orient.turned(Examples.of(2, 3, 1, 2, 3, 4, 5, 6), orientation);
    StringBuilder text = new StringBuilder();
    for (float pixel : turned.truth()) {
      text.append((int) pixel).append(' ');
    }
    assertEquals(pixels, text.toString().strip());
    assertEquals(height, turned.height());
    assertEquals(6 / height, turned.width());
    assertEquals(orientation, turned.orientation());
  }

  @Test
  void blockedTranspositionIsRightAcrossBlocks() {
    Example noise = Examples.noise(70, 45, 3);
    Example turned = Orient.turned(noise, 6);
    for (int row = 0; row < 70; row++) {
      for (int col = 0; col < 45; col++) {
        assertEquals(noise.truth()[row * 45 + col], turned.truth()[col * 70 + row]);
      }
    }
  }

  @Test
  void theRandomOrientationTakesAllEightValues() {
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      Example example = Examples.of(1, 1, 1);
      seen.add(new Orient("random").apply(example, SeededGenerator.of(i, "x")).orientation());
    }
    assertEquals(8, seen.size());
    assertEquals(0, new Orient("none").apply(Examples.of(1, 1, 1), null).orientation());
  }

  /** Expected: numpy.percentile of the float32 array. */
  @ParameterizedTest
  @CsvSource({
    "0, -20",
    "1, -18.705",
    "10, -7.05",
    "25, -0.1875",
    "33.3, 0.82925",
    "50, 2",
    "99, 10.72",
    "100, 11"
  })
  void percentilesAreThoseOfNumpy(double percent, float expected) {
    float[] values = {3, -1.5f, 7, 2, 2, 11, -20, 0.25f};
    assertEquals(expected, OrderStatistics.percentile(values, percent), 1e-6);
  }

  @Test
  void ranksAreThoseOfSorting() {
    float[] values = Examples.noise(50, 41, 4).truth().clone();
    values[17] = -0.5f;
    values[18] = -1e30f;
    values[19] = 0;
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    for (int rank = 0; rank < sorted.length; rank += 7) {
      assertEquals(sorted[rank], OrderStatistics.at(values, rank));
    }
    assertEquals(sorted[sorted.length - 1], OrderStatistics.at(values, sorted.length - 1));
  }

  @Test
  void clippingClampsToThePercentiles() {
    Example clipped =
        new ClipPercentile(25, 50)
            .apply(Examples.of(2, 4, 3, -1.5f, 7, 2, 2, 11, -20, 0.25f), Examples.random());
    assertArrayEquals(new float[] {2, -0.1875f, 2, 2, 2, 2, -0.1875f, 0.25f}, clipped.truth());
    Example dirty = Examples.of(1, 3, 1, Float.NaN, 2);
    assertSame(dirty, new ClipPercentile(1, 99).apply(dirty, Examples.random()));
  }

  @Test
  void otherScalesAreExact() {
    Example raw = Examples.of(1, 4, 3, 5, 7, 4);
    assertArrayEquals(new float[] {0, 0.5f, 1, 0.25f}, new RescaleUnit().apply(raw, null).truth());
    assertArrayEquals(
        new float[] {-1, 1, 1, -1},
        new Standardise().apply(Examples.of(1, 4, 10, 30, 30, 10), null).truth());
    Example constant = Examples.of(1, 2, 7, 7);
    assertArrayEquals(new float[] {0.5f, 0.5f}, new RescaleUnit().apply(constant, null).truth());
    assertArrayEquals(new float[2], new Standardise().apply(constant, null).truth());
  }

  @Test
  void blurringEqualsItsDefinitionAndThePapersKernelItsFastForm() {
    Example raw = Examples.noise(20, 33, 6);
    assertArrayEquals(
        GaussianBlur.blur(raw.truth(), 20, 33), new Blur(5, 2.5).apply(raw, null).truth());
    float[] blurred = new Blur(9, 1.3).apply(raw, null).truth();
    double[] kernel = new double[9];
    double sum = 0;
    for (int i = 0; i < 9; i++) {
      kernel[i] = Math.exp(-(i - 4) * (i - 4) / (2 * 1.3 * 1.3));
      sum += kernel[i];
    }
    for (int row = 0; row < 20; row++) {
      for (int col = 0; col < 33; col++) {
        double expected = 0;
        for (int i = 0; i < 81; i++) {
          int r = reflected(row + i / 9 - 4, 20);
          int c = reflected(col + i % 9 - 4, 33);
          expected += kernel[i / 9] * kernel[i % 9] / sum / sum * raw.truth()[r * 33 + c];
        }
        assertEquals(expected, blurred[row * 33 + col], 1e-3);
      }
    }
  }

  private static int reflected(int i, int length) {
    return i < 0 ? -i : i >= length ? 2 * length - 2 - i : i;
  }

  @Test
  void blurringAConstantSmallerThanTheKernelLeavesIt() {
    float[] blurred = new Blur(31, 9).apply(Examples.of(2, 1, 4, 4), null).truth();
    assertArrayEquals(new float[] {4, 4}, blurred, 1e-5f);
  }
}
