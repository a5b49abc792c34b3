package alrc.stem.format.merlin;

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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames as the Merlin's manual describes them: this is the layout, no real file is at hand. */
public class MibReaderTest {
  private static final int ROWS = 5;
  private static final int COLUMNS = 8;

  private static byte[] file(int frames, String type, int bytes) {
    int header = 384;
    ByteBuffer file = ByteBuffer.allocate(frames * (header + ROWS * COLUMNS * bytes));
    for (int frame = 0; frame < frames; frame++) {
      String text =
          String.format(
              Locale.ROOT,
              "MQ1,%06d,%05d,01,%04d,%04d,%s,   1x1,01,2020-01-01 00:00:00.000,0.001,0,",
              frame + 1,
              header,
              COLUMNS,
              ROWS,
              type);
      file.put(Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), header));
      for (int i = 0; i < ROWS * COLUMNS; i++) {
        int value = 100 * frame + i;
        switch (bytes) {
          case 1 -> file.put((byte) value);
          case 2 -> file.putShort((short) value);
          default -> file.putInt(value);
        }
      }
    }
    return file.array();
  }

  /** Small sound files. */
  public static List<byte[]> seeds() {
    return List.of(file(1, "U16", 2), file(3, "U08", 1));
  }

  @ParameterizedTest
  @CsvSource({"U08, 1, uint8", "U16, 2, uint16", "U32, 4, uint32"})
  void eachFrameFollowsItsHeader(String type, int bytes, String dtype) throws IOException {
    ImageFile file = BytesSource.readAll(file(2, type, bytes));
    assertEquals("Merlin MIB", file.format());
    StoredImage image = file.images().get(0);
    assertEquals(dtype, image.dtype());
    assertArrayEquals(new long[] {2, ROWS, COLUMNS}, image.shape());
    assertEquals(100 + 4 * COLUMNS + 7, image.read(1, 4, 1).at(7));
    assertArrayEquals(
        new long[] {ROWS, COLUMNS},
        BytesSource.readAll(file(1, type, bytes)).images().get(0).shape());
  }

  @Test
  void aCutFileIsCorruptAndRawCountersAreUnsupported() {
    byte[] whole = file(2, "U16", 2);
    for (int length = 10; length < whole.length; length += 9) {
      if (length != whole.length / 2) {
        byte[] cut = Arrays.copyOf(whole, length);
        assertEquals(Kind.CORRUPT, refused(cut).kind(), "cut at " + length);
      }
    }
    UnreadableImageException raw = refused(file(1, "R64", 2));
    assertEquals(Kind.UNSUPPORTED, raw.kind());
    assertTrue(raw.explanation().contains("R64"), raw.explanation());
  }

  @Test
  void aFrameThatDoesNotBeginWithItsHeaderIsCorrupt() {
    byte[] file = file(3, "U16", 2);
    file[2 * file.length / 3] = 'X';
    assertTrue(refused(file).explanation().contains("the header of a frame"));
  }

  private static UnreadableImageException refused(byte[] file) {
    return assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(file));
  }
}
