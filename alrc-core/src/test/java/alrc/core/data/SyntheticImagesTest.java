package alrc.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SyntheticImagesTest {
  private static float[] image(int count, int channels, long seed, int index) {
    float[] image = new float[channels * 1024];
    new SyntheticImages(count, channels, seed).copy(index, image);
    return image;
  }

  @Test
  void anImageDependsOnSeedAndIndexAlone() {
    assertArrayEquals(image(10, 1, 3, 4), image(20, 1, 3, 4));
    assertFalse(Arrays.equals(image(10, 1, 3, 4), image(10, 1, 4, 4)));
    assertFalse(Arrays.equals(image(10, 1, 3, 4), image(10, 1, 3, 5)));
  }

  @Test
  void everyChannelSpansMinusOneToOne() {
    float[] image = image(1, 3, 0, 0);
    for (int channel = 0; channel < 3; channel++) {
      float[] plane = Arrays.copyOfRange(image, channel * 1024, (channel + 1) * 1024);
      Arrays.sort(plane);
      assertEquals(-1, plane[0], 1e-6);
      assertEquals(1, plane[1023], 1e-6);
    }
  }

  @Test
  void digestTellsSettingsApart() {
    String digest = new SyntheticImages(10, 1, 3).digest();
    assertEquals(digest, new SyntheticImages(10, 1, 3).digest());
    assertNotEquals(digest, new SyntheticImages(11, 1, 3).digest());
    assertNotEquals(digest, new SyntheticImages(10, 1, 4).digest());
  }
}
