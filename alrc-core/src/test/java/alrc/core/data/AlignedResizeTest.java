package alrc.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AlignedResizeTest {
  @Test
  void cornersStayWhereTheyAre() {
    float[] source = new float[32 * 32];
    for (int i = 0; i < source.length; i++) {
      source[i] = i * i % 101;
    }
    float[] small = new float[16 * 16];
    new AlignedResize(32, 16).apply(source, 0, small, 0);
    assertEquals(source[0], small[0]);
    assertEquals(source[31], small[15]);
    assertEquals(source[31 * 32], small[15 * 16]);
    assertEquals(source[1023], small[255], 1e-4);
  }

  @Test
  void positionsBetweenPixelsAreInterpolated() {
    float[] large = new float[9];
    new AlignedResize(2, 3).apply(new float[] {0, 2, 4, 10}, 0, large, 0);
    assertArrayEquals(new float[] {0, 1, 2, 2, 4, 6, 4, 7, 10}, large);
    float[] small = new float[4];
    new AlignedResize(3, 2).apply(large, 0, small, 0);
    assertArrayEquals(new float[] {0, 2, 4, 10}, small);
  }

  @Test
  void aPlaneSurvivesTheWayDownAndUp() {
    float[] plane = new float[32 * 32];
    for (int r = 0; r < 32; r++) {
      for (int c = 0; c < 32; c++) {
        plane[r * 32 + c] = 0.25f * r - 0.5f * c + 3;
      }
    }
    float[] small = new float[16 * 16];
    float[] back = new float[32 * 32];
    new AlignedResize(32, 16).apply(plane, 0, small, 0);
    new AlignedResize(16, 32).apply(small, 0, back, 0);
    assertArrayEquals(plane, back, 1e-5f);
  }
}
