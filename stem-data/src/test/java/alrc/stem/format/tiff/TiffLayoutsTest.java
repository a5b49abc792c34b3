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
