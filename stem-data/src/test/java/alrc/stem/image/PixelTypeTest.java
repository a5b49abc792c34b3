package alrc.stem.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PixelTypeTest {
  @ParameterizedTest
  @EnumSource
  void runsConvertToFloatsAsSingleValuesDoInEitherByteOrder(PixelType type) {
    byte[] bytes = new byte[type.bytes() * 40];
    new SplittableRandom(1).nextBytes(bytes);
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      ByteBuffer values = ByteBuffer.wrap(bytes).order(order);
      float[] run = new float[12];
      type.toFloats(values, 20, run, 2, 10);
      for (int i = 0; i < 10; i++) {
        assertEquals((float) type.at(values, 20 + i), run[2 + i]);
      }
    }
  }

  @Test
  void unsignedValuesAreNeverNegative() {
    ByteBuffer ones = ByteBuffer.wrap(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1});
    assertEquals(255, PixelType.UINT8.at(ones, 0));
    assertEquals(65_535, PixelType.UINT16.at(ones, 0));
    assertEquals(4_294_967_295.0, PixelType.UINT32.at(ones, 0));
    assertEquals(0x1p64, PixelType.UINT64.at(ones, 0));
    assertEquals(new BigInteger("18446744073709551615"), PixelType.UINT64.exactAt(ones, 0));
    assertEquals(-1L, PixelType.INT64.exactAt(ones, 0));
    assertEquals(4_294_967_295L, PixelType.UINT32.exactAt(ones, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "0x0000, 0",
    "0x3c00, 1",
    "0xc000, -2",
    "0x7bff, 65504",
    "0x0001, 5.9604645E-8",
    "0x03ff, 6.097555E-5",
    "0x0400, 6.1035156E-5",
    "0x3555, 0.33325195",
    "0x7c00, Infinity",
    "0xfc00, -Infinity",
    "0x7e00, NaN",
    "0x8001, -5.9604645E-8"
  })
  void halfPrecisionIsReadAndWrittenExactly(String bits, float value) {
    short stored = (short) (int) Integer.decode(bits);
    assertEquals(value, Float16.toFloat(stored));
    assertEquals(stored, Float16.toBits(value));
  }

  @Test
  void theBitsOfAnIntegerCanBeStoredUnderEitherSign() {
    ByteBuffer values = ByteBuffer.allocate(4);
    PixelType.UINT32.put(values, 0, -1);
    assertEquals(4_294_967_295.0, PixelType.UINT32.at(values, 0));
    PixelType.INT8.put(values, 0, 255);
    assertEquals(-1, PixelType.INT8.at(values, 0));
  }

  @Test
  void aBandOfTheWrongLengthIsRefused() {
    assertEquals(
        "pixel buffer of 7 bytes: must have 2 × 2 × 1 uint16, 8 bytes",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Pixels(PixelType.UINT16, 2, 2, 1, ByteBuffer.allocate(7)))
            .getMessage());
  }

  @Test
  void namesAndSizesAreThoseOfNumPy() {
    assertEquals("complex128", PixelType.COMPLEX128.dtype());
    assertEquals("spectrum", Use.SPECTRUM.label());
    assertArrayEquals(
        new int[] {1, 1, 2, 2, 4, 4, 8, 8, 2, 4, 8, 8, 16},
        java.util.Arrays.stream(PixelType.values()).mapToInt(PixelType::bytes).toArray());
    assertThrows(IllegalArgumentException.class, () -> new PixelSize(0, "nm"));
  }
}
