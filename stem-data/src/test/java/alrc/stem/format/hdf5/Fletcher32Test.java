package alrc.stem.format.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.image.Pixels;
import alrc.stem.packed.Compressed;
import alrc.stem.read.BytesSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.source.UnreadableImageException.Kind;
import io.jhdf.api.DatasetCreationOptions;
import io.jhdf.filter.Filter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected checksums are those that HDF5 2.0.0 (through h5py 3.16.0) wrote for the bytes. */
class Fletcher32Test {
  private static final int SIDE = 32;

  /** Bytes {@code 7 i + 3}. */
  private static byte[] ramp(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (7 * i + 3);
    }
    return bytes;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 3000300",
    "2, 30a030a",
    "3, 1714140a",
    "64, 66d68e6e",
    "719, acc6d0fe",
    "720, ad72d1aa",
    "721, 321e84ab",
    "65537, 21fec33f",
    "200001, d3fbcef1",
    "2000000, a5538477"
  })
  void theChecksumIsThatOfTheHdf5Library(int length, String expected) {
    assertEquals(expected, Integer.toHexString(Fletcher32.of(ramp(length), length)));
  }

  @Test
  void wordsOfOnesAndOfZerosAreNotTheSame() {
    byte[] ones = new byte[300_000];
    Arrays.fill(ones, (byte) 0xff);
    assertEquals(-1, Fletcher32.of(ones, ones.length));
    assertEquals(0, Fletcher32.of(new byte[300_000], 300_000));
  }

  private static byte[] withChecksum(byte[] bytes) {
    return ByteBuffer.allocate(bytes.length + Fletcher32.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(bytes)
        .putInt(Fletcher32.of(bytes, bytes.length))
        .array();
  }

  /** The form of libraries up to 1.6.2 on little-endian machines. */
  private static byte[] withSwappedHalves(byte[] bytes) {
    byte[] all = withChecksum(bytes);
    for (int at = bytes.length; at < all.length; at += 2) {
      byte first = all[at];
      all[at] = all[at + 1];
      all[at + 1] = first;
    }
    return all;
  }

  @Test
  void everyChangedByteIsDetected() {
    byte[] bytes = ramp(129);
    byte[] chunk = withChecksum(bytes);
    assertArrayEquals(bytes, Fletcher32.verified(chunk));
    assertArrayEquals(bytes, Fletcher32.verified(withSwappedHalves(bytes)));
    Random random = new Random(1);
    for (int at = 0; at < chunk.length; at++) {
      byte[] damaged = chunk.clone();
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      assertThrows(IllegalArgumentException.class, () -> Fletcher32.verified(damaged));
    }
    assertThrows(IllegalArgumentException.class, () -> Fletcher32.verified(new byte[3]));
  }

  private record Step(int id, UnaryOperator<byte[]> encoding) implements Filter {
    @Override
    public int getId() {
      return id;
    }

    @Override
    public String getName() {
      return "step";
    }

    @Override
    public byte[] decode(byte[] encoded, int[] data) {
      throw new UnsupportedOperationException();
    }

    @Override
    public byte[] encode(byte[] data, int[] settings) {
      return encoding.apply(data);
    }
  }

  private static final Step CHECKSUM = new Step(3, Fletcher32Test::withChecksum);
  private static final Step DEFLATE = new Step(1, bytes -> Compressed.through(bytes, false));

  private static byte[] file(Step... steps) throws IOException {
    int[][] values = Hdf5Bytes.ramp(1, SIDE, SIDE)[0];
    DatasetCreationOptions.Builder options = DatasetCreationOptions.builder();
    options.chunkDimensions(SIDE / 2, SIDE / 2);
    for (Step step : steps) {
      options.filter(step);
    }
    return Hdf5Bytes.of(
        root ->
            root.putGroup("Experiments").putGroup("a").putDataset("data", values, options.build()));
  }

  private static void check(byte[] file) throws IOException {
    Pixels pixels = BytesSource.readAll(file).images().get(0).read(0, 0, SIDE);
    for (int i = 0; i < pixels.count(); i++) {
      assertEquals(50 * (i / SIDE) + i % SIDE, pixels.at(i));
    }
  }

  @Test
  void theChecksumMayStandBeforeOrAfterACompressor() throws IOException {
    check(file(CHECKSUM));
    check(file(DEFLATE, CHECKSUM));
    check(file(CHECKSUM, DEFLATE));
    check(file(CHECKSUM, DEFLATE, CHECKSUM));
  }

  @Test
  void aDamagedChunkIsCorruptAtItsOffset() throws IOException {
    Step damage =
        new Step(
            3,
            bytes -> {
              byte[] chunk = withChecksum(bytes);
              chunk[100] ^= 1;
              return chunk;
            });
    UnreadableImageException e =
        assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(file(damage)));
    assertEquals(Kind.CORRUPT, e.kind());
    assertTrue(e.offset().isPresent());
    assertTrue(e.explanation().contains("found the Fletcher-32 checksum 0x"), e.explanation());
  }
}
