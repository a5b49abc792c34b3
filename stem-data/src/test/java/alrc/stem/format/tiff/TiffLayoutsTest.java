package alrc.stem.format.tiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.read.BytesSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.source.UnreadableImageException.Kind;
import alrc.stem.stored.ImageFile;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Layouts whose pixels or frames were once read wrongly without a word. */
class TiffLayoutsTest {
  /** An image of 8 × 1 different bytes, which are bytes 8 to 15 of the file. */
  private static byte[] image(Map<Integer, Object> further) {
    byte[] file = TiffBytes.tiff(further);
    for (int i = 0; i < 8; i++) {
      file[8 + i] = (byte) (10 + 23 * i);
    }
    return file;
  }

  private static StoredImage read(byte[] file) throws IOException {
    return BytesSource.readAll(file).images().get(0);
  }

  @Test
  void reversedBitsOfUncompressedPixelsAreTurned() throws IOException {
    StoredImage plain = read(image(Map.of(270, "x")));
    StoredImage reversed = read(image(Map.of(266, 2)));
    for (int column = 0; column < 8; column++) {
      int value = (int) plain.read(0, 0, 1).at(column);
      assertEquals(Integer.reverse(value) >>> 24, reversed.read(0, 0, 1).at(column));
    }
    assertTrue(plain.read(0, 0, 1).at(0) != reversed.read(0, 0, 1).at(0));
  }

  /**
   * Bytes 8 to 15 contain 5 samples of 12 bits: 123 456 789 abc def, and a row's last four bits.
   */
  @Test
  void twelveBitsArePackedFromTheHighestBitOn() throws IOException {
    byte[] packed = HexFormat.of().parseHex("123456789abcdef0");
    for (boolean reversed : new boolean[] {false, true}) {
      byte[] file = TiffBytes.tiff(reversed ? Map.of(266, 2) : Map.of());
      ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < 8; i++) {
        int bits = packed[i] & 0xff;
        file[8 + i] = (byte) (reversed ? Integer.reverse(bits) >>> 24 : bits);
      }
      for (int at = 18; at < file.length - 12; at += 12) {
        switch (bytes.getShort(at)) {
          case 256 -> bytes.putInt(at + 8, 5);
          case 258 -> bytes.putInt(at + 8, 12);
          default -> {}
        }
      }
      StoredImage image = read(file);
      assertEquals("uint16", image.dtype());
      int[] expected = {0x123, 0x456, 0x789, 0xabc, 0xdef};
      for (int column = 0; column < 5; column++) {
        assertEquals(expected[column], image.read(0, 0, 1).at(column));
      }
      for (int at = 18; at < file.length - 12; at += 12) {
        if (bytes.getShort(at) == 259) {
          bytes.putInt(at + 8, 5);
        }
      }
      UnreadableImageException e =
          assertThrows(UnreadableImageException.class, () -> read(file), "LZW");
      assertEquals(Kind.UNSUPPORTED, e.kind());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {32997, 32998})
  void volumesAreUnsupportedByName(int field) {
    UnreadableImageException e =
        assertThrows(UnreadableImageException.class, () -> read(image(Map.of(field, 5))));
    assertEquals(Kind.UNSUPPORTED, e.kind());
    assertTrue(e.explanation().contains("a volume of 5 planes"), e.explanation());
  }

  @Test
  void framesAfterTheOneDirectoryOfTifffileAreAStack() throws IOException {
    byte[] file = image(Map.of(270, "{\"shape\": [3, 1, 8], \"truncated\": true}"));
    StoredImage image = read(Arrays.copyOf(file, 1 << 10));
    assertArrayEquals(new long[] {3, 1, 8}, image.shape());
    assertEquals(file[8 + 8 + 2] & 0xff, image.read(1, 0, 1).at(2));
    byte[] few = image(Map.of(270, "{\"shape\": [99999, 1, 8], \"truncated\": true}"));
    assertEquals(
        Kind.CORRUPT, assertThrows(UnreadableImageException.class, () -> read(few)).kind());
  }

  /** Replaces the offset of the next directory, and appends bytes after the last page. */
  private static byte[] withNext(byte[] file, int next, int appended) {
    byte[] changed = Arrays.copyOf(file, file.length + appended);
    ByteBuffer bytes = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
    int fields = bytes.getShort(16);
    bytes.putInt(16 + 2 + 12 * fields, next);
    return changed;
  }

  @Test
  void aBadOffsetAfterTheLastPageIsNotedAndNotTakenForATruncatedFile() throws IOException {
    byte[] file = image(Map.of(270, "some text"));
    ImageFile sound = BytesSource.readAll(withNext(file, 0x7fffffff, 0));
    assertEquals(1, sound.images().size());
    assertTrue(sound.notes().get(0).contains("offset outside the file"));
    assertTrue(BytesSource.readAll(file).notes().isEmpty());
    byte[] truncated = withNext(file, 0x7fffffff, 100);
    assertEquals(
        Kind.CORRUPT,
        assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(truncated)).kind());
  }
}
