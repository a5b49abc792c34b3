package alrc.stem.format.numpy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.image.Use;
import alrc.stem.read.BytesSource;
import alrc.stem.read.ImageReaders;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.source.UnreadableImageException.Kind;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpyReaderTest {
  private static StoredImage read(byte[] file) throws IOException {
    return BytesSource.readAll(file).images().get(0);
  }

  private static UnreadableImageException refusal(byte[] file) {
    return assertThrows(UnreadableImageException.class, () -> read(file));
  }

  private static byte[] counting(int bytes) {
    byte[] values = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      values[i] = (byte) i;
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource({
    "|b1, bool, 1", "|u1, uint8, 1", "|i1, int8, 1", "<u2, uint16, 2", ">i2, int16, 2",
    ">u4, uint32, 4", "<i4, int32, 4", "<u8, uint64, 8", ">i8, int64, 8", "<f2, float16, 2",
    ">f4, float32, 4", "<f8, float64, 8", "<c8, complex64, 8", ">c16, complex128, 16"
  })
  void allTypesOfNumbersAreReadInTheirOrder(String type, String dtype, int bytes)
      throws IOException {
    byte[] values = new byte[6 * bytes];
    boolean big = type.charAt(0) == '>';
    ByteBuffer last = ByteBuffer.wrap(values, 5 * bytes, bytes).slice();
    last.order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    switch (type.substring(1)) {
      case "f2" -> last.putShort((short) 0x3c00);
      case "f4", "c8" -> last.putFloat(1);
      case "f8", "c16" -> last.putDouble(1);
      default -> last.put(big ? bytes - 1 : 0, (byte) 1);
    }
    StoredImage image = read(NpyBytes.array(NpyBytes.description(type, false, "2, 3"), values));
    assertEquals(dtype, image.dtype());
    assertArrayEquals(new long[] {2, 3}, image.shape());
    assertEquals(1, image.read(0, 1, 1).at(2));
  }

  @Test
  void theShapeSaysWhatAnArrayIs() throws IOException {
    byte[] values = counting(24);
    StoredImage line = read(NpyBytes.array(NpyBytes.description("|u1", false, "24,"), values));
    assertEquals(Use.SPECTRUM, line.use());
    assertArrayEquals(new long[] {24}, line.shape());
    assertEquals(
        Use.SPECTRUM,
        read(NpyBytes.array(NpyBytes.description("<f8", false, ""), new byte[8])).use());
    StoredImage four =
        read(NpyBytes.array(3, NpyBytes.description("|u1", false, "2, 2, 2, 3"), values));
    assertArrayEquals(new long[] {2, 2, 2, 3}, four.shape());
    assertEquals(23, four.read(3, 1, 1).at(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"4, 6, 1 | 4x6", "2, 4, 3, 1 | 2x4x3", "4, 1 | 4x1"})
  void anAxisOfOneChannelAtTheEndIsDropped(String shape, String expected) throws IOException {
    for (boolean fortran : new boolean[] {false, true}) {
      String description = NpyBytes.description("|u1", fortran, shape);
      StoredImage image = read(NpyBytes.array(description, counting(24)));
      String read = java.util.Arrays.toString(image.shape()).replaceAll("[\\[\\]]", "");
      assertEquals(expected, read.replace(", ", "x"));
      int strideOfColumns = fortran ? 24 / image.width() : 1;
      double second = image.width() > 1 ? image.read(0, 0, 1).at(1) : strideOfColumns;
      assertEquals(strideOfColumns, second);
    }
  }

  @Test
  void fortranOrderGivesTheSameValuesBandByBand() throws IOException {
    int[] shape = {2, 3, 40, 50};
    byte[] c = new byte[2 * 3 * 40 * 50 * 2];
    byte[] fortran = new byte[c.length];
    int index = 0;
    for (int a = 0; a < 2; a++) {
      for (int b = 0; b < 3; b++) {
        for (int row = 0; row < 40; row++) {
          for (int col = 0; col < 50; col++, index++) {
            int at = a + 2 * (b + 3 * (row + 40 * col));
            ByteBuffer.wrap(c).putShort(2 * index, (short) index);
            ByteBuffer.wrap(fortran).putShort(2 * at, (short) index);
          }
        }
      }
    }
    String axes = "%d, %d, %d, %d".formatted(shape[0], shape[1], shape[2], shape[3]);
    StoredImage expected = read(NpyBytes.array(NpyBytes.description(">i2", false, axes), c));
    StoredImage image = read(NpyBytes.array(2, NpyBytes.description(">i2", true, axes), fortran));
    for (int frame = 0; frame < 6; frame++) {
      for (int rows : new int[] {1, 7, 40}) {
        for (int row = 0; row + rows <= 40; row += rows) {
          float[] want = new float[rows * 50];
          float[] got = new float[rows * 50];
          expected.read(frame, row, rows).toFloats(0, want, 0, want.length);
          image.read(frame, row, rows).toFloats(0, got, 0, got.length);
          assertArrayEquals(want, got);
        }
      }
    }
  }

  @Test
  void aBandOfAFortranArrayReadsLittleMoreThanItNeeds() throws IOException {
    byte[] file = NpyBytes.array(NpyBytes.description("<f4", true, "1000, 500"), new byte[2000000]);
    BytesSource source = new BytesSource(file);
    StoredImage image = ImageReaders.open(source, 1 << 20).images().get(0);
    long before = source.bytesRead();
    image.read(0, 300, 10);
    assertEquals(10 * 500 * 4, source.bytesRead() - before);
    image.read(0, 0, 600);
    assertTrue(source.bytesRead() - before <= 10 * 500 * 4 + 2000000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'descr': '|O', 'fortran_order': False, 'shape': (2, 3), } ; never opened",
        "{'descr': '<U5', 'fortran_order': False, 'shape': (2, 3), } ; text",
        "{'descr': '<M8[ns]', 'fortran_order': False, 'shape': (2, 3), } ; times",
        "{'descr': '<f16', 'fortran_order': False, 'shape': (2, 3), } ; <f16",
        "{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (2, 3), } ; structured",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 3), } ; without values"
      })
  void whatHoldsNoNumbersIsUnsupportedByName(String description, String name) {
    UnreadableImageException e = refusal(NpyBytes.array(description, new byte[100]));
    assertEquals(Kind.UNSUPPORTED, e.kind(), e.explanation());
    assertTrue(e.explanation().contains(name), e.explanation());
  }

  @ParameterizedTest
  @CsvSource({
    "'99999999999, 3'",
    "'1000000, 1000000'",
    "'2147483647, 2147483647, 2147483647'",
    "'-1, 3'",
    "'x'"
  })
  void impossibleShapesAreCorrupt(String shape) {
    byte[] file = NpyBytes.array(NpyBytes.description("|u1", false, shape), new byte[100]);
    UnreadableImageException e = refusal(file);
    assertTrue(e.kind() == Kind.CORRUPT || shape.startsWith("2147"), e.explanation());
    assertTrue(e.offset().isPresent() || shape.startsWith("2147"), e.explanation());
  }
}
