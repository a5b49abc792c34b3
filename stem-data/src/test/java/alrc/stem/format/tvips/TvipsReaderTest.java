package alrc.stem.format.tvips;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import alrc.stem.read.BytesSource;
import alrc.stem.read.ImageReaders;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.source.UnreadableImageException.Kind;
import alrc.stem.stored.ImageFile;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams in the layout that RosettaSciIO describes, made here: no real file is at hand. */
public class TvipsReaderTest {
  private static final int ROWS = 5;
  private static final int COLUMNS = 6;

  private static byte[] header(int version, int bits, int frameHeader) {
    ByteBuffer header = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(256).putInt(version).putInt(COLUMNS).putInt(ROWS).putInt(bits);
    header.putInt(36, 15_600).putInt(48, frameHeader);
    byte[] filling = "TVIPS ".repeat(34).getBytes(StandardCharsets.US_ASCII);
    return header.put(52, filling).array();
  }

  /** Frames whose pixel of row r and column c has the value 100·frame + 6r + c. */
  private static byte[] frames(int first, int count, int bits, int frameHeader) {
    int bytes = bits / 8;
    ByteBuffer frames =
        ByteBuffer.allocate(count * (frameHeader + ROWS * COLUMNS * bytes))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int frame = first; frame < first + count; frame++) {
      byte[] head = new byte[frameHeader];
      Arrays.fill(head, (byte) 0xee);
      frames.put(head);
      for (int i = 0; i < ROWS * COLUMNS; i++) {
        int value = 100 * frame + i;
        if (bytes == 1) {
          frames.put((byte) value);
        } else {
          frames.putShort((short) value);
        }
      }
    }
    return frames.array();
  }

  private static byte[] file(int version, int bits, int frameHeader, int count) {
    byte[] header = header(version, bits, frameHeader);
    byte[] frames = frames(0, count, bits, version == 1 ? 12 : frameHeader);
    return ByteBuffer.allocate(header.length + frames.length).put(header).put(frames).array();
  }

  /** Small sound streams. */
  public static List<byte[]> seeds() {
    return List.of(file(2, 16, 60, 2), file(1, 8, 0, 1));
  }

  @ParameterizedTest
  @CsvSource({"1, 8, 0, uint8", "1, 16, 0, uint16", "2, 8, 60, uint8", "2, 16, 96, uint16"})
  void eachFrameFollowsItsHeader(int version, int bits, int frameHeader, String dtype)
      throws IOException {
    ImageFile file = BytesSource.readAll(file(version, bits, frameHeader, 2));
    assertEquals("TVIPS stream", file.format());
    StoredImage image = file.images().get(0);
    assertEquals(dtype, image.dtype());
    assertArrayEquals(new long[] {2, ROWS, COLUMNS}, image.shape());
    assertEquals(100 + 4 * COLUMNS + 5, image.read(1, 4, 1).at(5));
    assertEquals(Optional.empty(), image.pixelSize(), "the camera's pixel is none of the specimen");
    StoredImage one = BytesSource.readAll(file(version, bits, frameHeader, 1)).images().get(0);
    assertArrayEquals(new long[] {ROWS, COLUMNS}, one.shape());
  }

  @Test
  void aLaterFileIsReadWithTheHeaderOfTheFirst() throws IOException {
    byte[] later = frames(2, 3, 16, 60);
    Map<String, byte[]> beside = Map.of("scan_000.tvips", file(2, 16, 60, 2));
    BytesSource source = new BytesSource("folder/scan_001.tvips", later, beside);
    StoredImage image = ImageReaders.open(source, 1 << 20).images().get(0);
    assertArrayEquals(new long[] {3, ROWS, COLUMNS}, image.shape());
    assertEquals(407, image.read(2, 1, 1).at(1));
    for (BytesSource alone :
        List.of(
            new BytesSource("scan_001.tvips", later, Map.of()),
            new BytesSource("other_001.tvips", later, beside),
            new BytesSource("scan_001.txt", later, beside))) {
      UnreadableImageException e =
          assertThrows(
              UnreadableImageException.class,
              () -> ImageReaders.open(alone, 1 << 20),
              alone.name());
      assertEquals(Kind.NOT_A_MICROGRAPH, e.kind());
    }
  }

  @Test
  void aCutStreamIsCorruptAndOthersAreUnsupported() {
    byte[] whole = file(2, 16, 60, 2);
    int frame = 60 + ROWS * COLUMNS * 2;
    for (int length = 256; length < whole.length; length += 7) {
      if (length != 256 + frame) {
        assertEquals(Kind.CORRUPT, refused(Arrays.copyOf(whole, length)), "cut at " + length);
      }
    }
    assertEquals(Kind.UNSUPPORTED, refused(file(3, 16, 60, 1)));
    assertEquals(Kind.UNSUPPORTED, refused(file(2, 32, 60, 1)));
    byte[] negative = whole.clone();
    Arrays.fill(negative, 8, 12, (byte) 0xff);
    assertEquals(Kind.CORRUPT, refused(negative));
  }

  private static Kind refused(byte[] file) {
    return assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(file)).kind();
  }
}
