package alrc.stem.packed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/**
 * What imagecodecs 2026.3.6 (c-blosc, bitshuffle) made of the 16-bit numbers (i / 7)·3. By hand,
 * 708 more chunks of it were decoded equal: values of 1, 2, 4 and 8 bytes, 7 to 40,000 of them, all
 * compressors, shuffles and levels, and other blocks.
 */
class ForeignBlocksTest {
  private static final String BLOSCLZ =
      "AgEBASYDAAAmAwAAeQEAABQAAABhAQAAIwAAAADgAQMBAwDgAwEBBgDgAwEBCQDgAwEBDADgAwEBDwDg"
          + "AwEBEgDgAwEBFQDgAwEBGADgAwEBGwDgAwEBHgDgAwEBIQDgAwEBJADgAwEBJwDgAwEBKgDgAwEBLQDg"
          + "AwEBMADgAwEBMwDgAwEBNgDgAwEBOQDgAwEBPADgAwEBPwDgAwEBQgDgAwEBRQDgAwEBSADgAwEBSwDg"
          + "AwEBTgDgAwEBUQDgAwEBVADgAwEBVwDgAwEBWgDgAwEBXQDgAwEBYADgAwEBYwDgAwEBZgDgAwEBaQDg"
          + "AwEBbADgAwEBbwDgAwEBcgDgAwEBdQDgAwEBeADgAwEBewDgAwEBfgDgAwEBgQDgAwEBhADgAwEBhwDg"
          + "AwEBigDgAwEBjQDgAwEBkADgAwEBkwDgAwEBlgDgAwEBmQDgAwEBnADgAwEBnwDgAwEBogDgAwEBpQDg"
          + "AwEBqADgAwEHqwCrAKsAqwA=";

  private static final String UNSHUFFLED_BLOSCLZ =
      "AgEAASYDAAAmAwAAeQEAABQAAABhAQAAIwAAAADgAQMBAwDgAwEBBgDgAwEBCQDgAwEBDADgAwEBDwDg"
          + "AwEBEgDgAwEBFQDgAwEBGADgAwEBGwDgAwEBHgDgAwEBIQDgAwEBJADgAwEBJwDgAwEBKgDgAwEBLQDg"
          + "AwEBMADgAwEBMwDgAwEBNgDgAwEBOQDgAwEBPADgAwEBPwDgAwEBQgDgAwEBRQDgAwEBSADgAwEBSwDg"
          + "AwEBTgDgAwEBUQDgAwEBVADgAwEBVwDgAwEBWgDgAwEBXQDgAwEBYADgAwEBYwDgAwEBZgDgAwEBaQDg"
          + "AwEBbADgAwEBbwDgAwEBcgDgAwEBdQDgAwEBeADgAwEBewDgAwEBfgDgAwEBgQDgAwEBhADgAwEBhwDg"
          + "AwEBigDgAwEBjQDgAwEBkADgAwEBkwDgAwEBlgDgAwEBmQDgAwEBnADgAwEBnwDgAwEBogDgAwEBpQDg"
          + "AwEBqADgAwEHqwCrAKsAqwA=";

  private static final String BITS_AND_LZ4 =
      "AgEkASADAAAgAwAAwwAAABQAAACrAAAAfwBAVQUAVFUHAEp/AEBVVVUBAAcASpIAAABQVQEAVVXPAA8O"
          + "AEMAAgAhVFVkABAAawAB1gAAawAQVXIADxwAMgBHAAICAABWAAECABIBEAADcgABAgAAgAABAgABjgAA"
          + "AgABDgABAgAPOAASDAIABUgABgIABWQABQIABhwABQIABZwABgIAAoAABhAADwIACQIsAA8CAAwPZAAA"
          + "DwIAPg8AAQBgVVVVVVVV";

  private static byte[] values(int count) {
    ByteBuffer values = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      values.putShort((short) (i / 7 * 3));
    }
    return values.array();
  }

  private static byte[] bytes(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  @Test
  void bloscsOwnCompressorIsUndone() throws Exception {
    for (String chunk : new String[] {BLOSCLZ, UNSHUFFLED_BLOSCLZ}) {
      assertArrayEquals(values(403), Blosc.decode("test", bytes(chunk), 806));
    }
  }

  @Test
  void bitsOfABloscChunkAreRestored() throws Exception {
    assertArrayEquals(values(400), Blosc.decode("test", bytes(BITS_AND_LZ4), 800));
  }

  /** Each bit plane of 16 values of one byte: the values 0 to 15 have alternating lowest bits. */
  @Test
  void planesOfBitsBeginWithTheLowest() {
    byte[] chunk = new byte[19];
    chunk[0] = chunk[1] = (byte) 0xaa;
    chunk[2] = chunk[3] = (byte) 0xcc;
    chunk[4] = chunk[5] = (byte) 0xf0;
    chunk[7] = (byte) 0xff;
    chunk[16] = 7;
    byte[] expected = new byte[19];
    for (int i = 0; i < 16; i++) {
      expected[i] = (byte) i;
    }
    expected[16] = 7;
    assertArrayEquals(expected, BitShuffle.decode(chunk, 1, BitShuffle.defaultBlock(1)));
    assertEquals(8192, BitShuffle.defaultBlock(2));
  }

  @Test
  void aDamagedChunkEndsWithAnException() {
    byte[] chunk = bytes(UNSHUFFLED_BLOSCLZ);
    for (int length = 20; length < chunk.length; length++) {
      byte[] cut = Arrays.copyOf(chunk, length);
      assertThrows(RuntimeException.class, () -> Blosc.decode("test", cut, 806), "at " + length);
    }
    byte[] negative = {0, 0, 0, 0, 0, 0, 0, 8, -1, -1, -1, -1, 0, 0, 0, 1, 0};
    assertThrows(RuntimeException.class, () -> FramedBlocks.lz4(negative, 8));
    byte[] less = {0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 4, 0, 0, 0, 0, 0};
    assertThrows(
        RuntimeException.class,
        () -> FramedBlocks.bitShuffled(less, 8, 1, Decompression.Codec.LZ4));
  }
}
