package alrc.stem.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
      seen.add(new Orient("random").apply(example, Randomness.of(i, "x")).orientation());
    }
    assertEquals(8, seen.size());
    assertEquals(0, new Orient("none").apply(Examples.of(1, 1, 1), null).orientation());
  }
}
