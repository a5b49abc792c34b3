package alrc.stem.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TargetsTest {
  @Test
  void theFullTargetIsTheBlurAndIsNotRescaled() {
    float[] truth = Examples.noise(16, 16, 2).truth();
    assertArrayEquals(GaussianBlur.blur(truth, 16, 16), Targets.full(truth, 16, 16));
  }

  @Test
  void resizingKeepsCornersAndRamps() {
    float[] ramp = new float[64];
    for (int i = 0; i < 64; i++) {
      ramp[i] = 10 * (i / 8) + i % 8;
    }
    float[] half = Targets.resized(ramp, 8, 8, 4, 4);
    for (int row = 0; row < 4; row++) {
      for (int col = 0; col < 4; col++) {
        assertEquals(10 * row * 7 / 3f + col * 7 / 3f, half[row * 4 + col], 1e-4);
      }
    }
    assertEquals(77, half[15]);
  }

  @Test
  void theHalfSizeTargetIsResizedFirstAndBlurredThen() {
    float[] truth = Examples.noise(32, 32, 2).truth();
    float[] half = Targets.half(truth, 32, 32);
    float[] resized = Targets.resized(truth, 32, 32, 16, 16);
    assertArrayEquals(GaussianBlur.blur(resized, 16, 16), half);
  }
}
