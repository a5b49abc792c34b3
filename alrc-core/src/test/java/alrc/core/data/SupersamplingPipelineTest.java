package alrc.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SupersamplingPipelineTest {
  private static final int VALUES = 3 * 32 * 32;

  private static float[] image() {
    float[] image = new float[VALUES];
    for (int i = 0; i < VALUES; i++) {
      image[i] = (i * 7919L % 256 + 256) % 256 / (1 + i / 1024);
    }
    return image;
  }

  private static float[] target(Augmentation augmentation, long seed) {
    float[] image = image();
    new SupersamplingPipeline(augmentation, 3, 32).target(image, new SplittableRandom(seed));
    return image;
  }

  private static Augmentation only(double brightness, double low, double high) {
    return new Augmentation(Augmentation.Flip.NONE, brightness, List.of(low, high));
  }

  @Test
  void brightnessIsUndoneByTheStandardisation() {
    assertArrayEquals(target(only(0, 1, 1), 1), target(only(63, 1, 1), 1), 2e-6f);
  }

  @Test
  void contrastIsNotUndoneByTheStandardisation() {
    float[] plain = target(only(0, 1, 1), 1);
    float[] stretched = target(only(0, 0.3, 0.3), 1);
    double largest = 0;
    for (int i = 0; i < VALUES; i++) {
      largest = Math.max(largest, Math.abs(plain[i] - stretched[i]));
    }
    assertTrue(largest > 0.1, "largest difference " + largest);
  }

  @Test
  void contrastStretchesEachChannelAboutItsOwnMean() {
    float[] image = image();
    float[] stretched = target(only(0, 0.5, 0.5), 1);
    double[] expected = new double[VALUES];
    double mean = 0;
    for (int c = 0; c < 3; c++) {
      double own = 0;
      for (int i = c * 1024; i < (c + 1) * 1024; i++) {
        own += image[i] / 1024.0;
      }
      for (int i = c * 1024; i < (c + 1) * 1024; i++) {
        expected[i] = (image[i] - own) * 0.5 + own;
        mean += expected[i] / VALUES;
      }
    }
    double variance = 0;
    for (double value : expected) {
      variance += (value - mean) * (value - mean) / VALUES;
    }
    for (int i = 0; i < VALUES; i++) {
      assertEquals((expected[i] - mean) / Math.sqrt(variance), stretched[i], 1e-4);
    }
  }

  @Test
  void halfOfTheImagesAreTurnedLeftToRight() {
    float[] plain = target(only(0, 1, 1), 0);
    int turned = 0;
    for (int seed = 0; seed < 200; seed++) {
      float[] target = target(Augmentation.flipOnly(), seed);
      boolean same = target[0] == plain[0] && target[33] == plain[33];
      if (!same) {
        assertEquals(plain[31], target[0]);
        assertEquals(plain[2 * 1024 + 32], target[2 * 1024 + 63]);
        turned++;
      }
    }
    assertEquals(100, turned, 30);
  }

  @Test
  void targetsHaveMeanZeroAndDeviationOne() {
    float[] target = target(Augmentation.cifar10(), 5);
    double sum = 0;
    double squares = 0;
    for (float value : target) {
      sum += value;
      squares += value * value;
    }
    assertEquals(0, sum / VALUES, 1e-5);
    assertEquals(1, squares / VALUES, 1e-5);
  }

  @Test
  void aConstantImageBecomesZero() {
    float[] image = new float[VALUES];
    java.util.Arrays.fill(image, 77);
    new SupersamplingPipeline(Augmentation.cifar10(), 3, 32).target(image, new SplittableRandom(1));
    for (float value : image) {
      assertEquals(0, value, 1e-3);
    }
  }
}
