package alrc.stem.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class GaussianBlurTest {
  /** The definition, in float64 and without any trick. */
  static double[] direct(float[] image, int height, int width) {
    double[] kernel = new double[5];
    double sum = 0;
    for (int i = 0; i < 5; i++) {
      kernel[i] = Math.exp(-(i - 2) * (i - 2) / 12.5);
      sum += kernel[i];
    }
    double[] blurred = new double[image.length];
    for (int row = 0; row < height; row++) {
      for (int col = 0; col < width; col++) {
        for (int i = 0; i < 5; i++) {
          for (int j = 0; j < 5; j++) {
            int r = reflect(row + i - 2, height);
            int c = reflect(col + j - 2, width);
            blurred[row * width + col] += kernel[i] * kernel[j] / sum / sum * image[r * width + c];
          }
        }
      }
    }
    return blurred;
  }

  private static int reflect(int i, int length) {
    return i < 0 ? -i : i >= length ? 2 * length - 2 - i : i;
  }

  @Test
  void equalsTheDefinitionEdgesIncluded() {
    for (int[] size : new int[][] {{3, 3}, {4, 7}, {5, 3}, {33, 20}, {64, 64}}) {
      float[] image = Examples.noise(size[0], size[1], 5).truth();
      float[] fast = GaussianBlur.blur(image, size[0], size[1]);
      double[] slow = direct(image, size[0], size[1]);
      for (int i = 0; i < slow.length; i++) {
        assertEquals(slow[i], fast[i], 1e-3, "pixel " + i);
      }
    }
  }

  @Test
  void aConstantStaysAndAnImpulseSpreadsAsTheKernel() {
    float[] image = new float[49];
    image[24] = 1;
    float[] spread = GaussianBlur.blur(image, 7, 7);
    // OpenCV's getGaussianKernel(5, 2.5), squared at the centre.
    assertEquals(0.2326488 * 0.2326488, spread[24], 1e-5);
    float total = 0;
    for (float value : spread) {
      total += value;
    }
    assertEquals(1, total, 1e-6);
    float[] ones = new float[49];
    java.util.Arrays.fill(ones, 1);
    assertArrayEquals(ones, GaussianBlur.blur(ones, 7, 7), 1e-6f);
  }

  @Test
  void anImageNarrowerThanTheKernelIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> GaussianBlur.blur(new float[4], 2, 2));
  }
}
