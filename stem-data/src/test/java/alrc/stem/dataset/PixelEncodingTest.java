package alrc.stem.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.settings.SettingMistake;
import alrc.stem.image.Float16;
import org.junit.jupiter.api.Test;

class PixelEncodingTest {
  @Test
  void halvesAreTheNearestAndTiesAreEven() {
    assertEquals(0x3c00, Float16.nearest(1 + 0x1p-11f), "a tie goes to the even one below");
    assertEquals(0x3c02, Float16.nearest(1 + 3 * 0x1p-11f), "a tie goes to the even one above");
    assertEquals(0x3c01, Float16.nearest(1 + 0x1p-11f + 0x1p-20f));
    assertEquals(0x0001, Float16.nearest(0x1p-24f), "the smallest");
    assertEquals(0x0000, Float16.nearest(0x1p-25f), "a tie between 0 and the smallest");
    assertEquals(0x0400, Float16.nearest(0x1p-14f - 0x1p-26f), "up into the normal ones");
    assertEquals((short) 0xfbff, Float16.nearest(-65519.99f));
    assertEquals((short) 0xfc00, Float16.nearest(-65520f));
    assertEquals(0x7c00, Float16.nearest(Float.POSITIVE_INFINITY));
    assertTrue(Float.isNaN(Float16.toFloat(Float16.nearest(Float.NaN))));
  }

  @Test
  void everyHalfComesBackAsItself() {
    for (int bits = 0; bits < 0x1_0000; bits++) {
      float value = Float16.toFloat((short) bits);
      if (!Float.isNaN(value)) {
        assertEquals((short) bits, Float16.nearest(value));
      }
    }
  }

  @Test
  void codesReachFromTheLeastToTheGreatestValue() {
    float[] values = {-3, 0.25f, 7, 6.9999f};
    EncodedPixels pixels = PixelEncoding.UINT16.encode(values);
    float[] back = pixels.values();
    assertEquals(-3, back[0]);
    assertEquals(7, back[2], 1e-6f);
    assertArrayEquals(values, back, (float) (10.0 / 65535 / 2 * 1.001));
    assertEquals(pixels.scale(), (double) (float) pixels.scale(), "a float32, for TFRecord");
  }

  @Test
  void aConstantImageComesBackExactly() {
    float[] constant = {0.5f, 0.5f};
    for (PixelEncoding encoding : PixelEncoding.values()) {
      assertArrayEquals(constant, encoding.encode(constant).values());
    }
  }

  @Test
  void anUnknownLabelIsRefused() {
    assertEquals(
        "pixels: int8 must be float32, float16 or uint16",
        assertThrows(SettingMistake.class, () -> PixelEncoding.ofLabel("int8")).getMessage());
  }
}
