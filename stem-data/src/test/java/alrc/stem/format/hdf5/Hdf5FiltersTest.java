package alrc.stem.format.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.image.Pixels;
import alrc.stem.packed.Compressed;
import alrc.stem.read.BytesSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.source.UnreadableImageException.Kind;
import alrc.stem.stored.StoredImage;
import com.ning.compress.lzf.LZFEncoder;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.zstd.ZstdCompressor;
import io.jhdf.api.DatasetCreationOptions;
import io.jhdf.filter.Filter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Chunks that went through filters which jHDF itself does not write. */
class Hdf5FiltersTest {
  private static final int ROWS = 40;
  private static final int COLUMNS = 30;

  private record Encoder(int id, UnaryOperator<byte[]> encoding) implements Filter {
    @Override
    public int getId() {
      return id;
    }

    @Override
    public String getName() {
      return "filter of a test";
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

  private static byte[] file(int id, UnaryOperator<byte[]> encoding, int... settings)
      throws IOException {
    short[][] values = new short[ROWS][COLUMNS];
    for (int i = 0; i < ROWS * COLUMNS; i++) {
      values[i / COLUMNS][i % COLUMNS] = (short) i;
    }
    DatasetCreationOptions options =
        DatasetCreationOptions.builder()
            .chunkDimensions(16, 16)
            .shuffle()
            .filter(new Encoder(id, encoding), settings)
            .build();
    return Hdf5Bytes.of(
        root -> root.putGroup("Experiments").putGroup("a").putDataset("data", values, options));
  }

  private static void check(int id, UnaryOperator<byte[]> encoding, int... settings)
      throws IOException {
    StoredImage image = BytesSource.readAll(file(id, encoding, settings)).images().get(0);
    Pixels pixels = image.read(0, 0, ROWS);
    for (int i = 0; i < pixels.count(); i++) {
      assertEquals(i, pixels.at(i));
    }
  }

  @Test
  void registeredFiltersAreUndone() throws IOException {
    check(32001, b -> Compressed.blosc(4, Hdf5FiltersTest::zstd, b));
    check(32015, Hdf5FiltersTest::zstd);
    check(32000, Hdf5FiltersTest::lzf);
    check(32004, bytes -> framed(bytes, 100, false));
    check(32008, bytes -> framed(bytes, 128, true), 0, 4, 2, 64, 2);
    check(32008, bytes -> shuffled(bytes, 0, bytes.length), 0, 4, 2, 0, 0);
  }

  @Test
  void bitShuffleWithAnotherCompressorIsUnsupported() throws IOException {
    byte[] file = file(32008, bytes -> bytes, 0, 4, 2, 64, 9);
    UnreadableImageException e =
        assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(file));
    assertEquals(Kind.UNSUPPORTED, e.kind());
    assertCorrupt(file(32008, bytes -> bytes, 0, 4, 0, 64, 2));
    assertCorrupt(file(32008, bytes -> bytes, 0, 4, 2, 64, 2));
    assertCorrupt(file(32004, bytes -> bytes));
  }

  /** Blocks of LZ4 as bitshuffle and the HDF Group's filter frame them; chunks are whole blocks. */
  private static byte[] framed(byte[] bytes, int block, boolean bits) {
    ByteBuffer framed = ByteBuffer.allocate(1 << 12).putLong(bytes.length).putInt(block);
    for (int at = 0; at < bytes.length; at += block) {
      int length = Math.min(block, bytes.length - at);
      byte[] part = bits ? shuffled(bytes, at, length) : Arrays.copyOfRange(bytes, at, at + length);
      byte[] small = Compressed.through(new Lz4Compressor(), part);
      byte[] stored = !bits && small.length >= length ? part : small;
      framed.putInt(stored.length).put(stored);
    }
    return Arrays.copyOf(framed.array(), framed.position());
  }

  /** Bit k of byte b of value i comes to bit i % 8 of byte i / 8 of plane 8b + k. */
  private static byte[] shuffled(byte[] bytes, int at, int length) {
    int values = length / 2;
    byte[] shuffled = new byte[length];
    for (int i = 0; i < values; i++) {
      for (int bit = 0; bit < 16; bit++) {
        int set = bytes[at + 2 * i + bit / 8] >> (bit % 8) & 1;
        shuffled[bit * values / 8 + i / 8] |= (byte) (set << (i % 8));
      }
    }
    return shuffled;
  }

  private static byte[] zstd(byte[] bytes) {
    return Compressed.through(new ZstdCompressor(), bytes);
  }

  /** The library puts a head of 7 bytes before what h5py's filter stores. */
  private static byte[] lzf(byte[] bytes) {
    byte[] encoded = LZFEncoder.encode(bytes);
    return Arrays.copyOfRange(encoded, Math.min(7, encoded.length), encoded.length);
  }

  @Test
  void anotherFilterIsUnsupportedByNumberAndName() throws IOException {
    UnreadableImageException e =
        assertThrows(
            UnreadableImageException.class, () -> BytesSource.readAll(file(32013, b -> b)));
    assertEquals(Kind.UNSUPPORTED, e.kind());
    assertTrue(e.explanation().contains("filter 32013 (filter of a test)"), e.explanation());
  }

  @Test
  void aChunkOfMoreOrFewerBytesThanDeclaredIsCorrupt() throws IOException {
    for (int bytes : new int[] {1 << 20, 600, 511, 0}) {
      byte[] zeros = new byte[bytes];
      assertCorrupt(file(1, chunk -> Compressed.through(zeros, false)));
      assertCorrupt(file(32015, chunk -> zstd(zeros)));
      assertCorrupt(file(32001, chunk -> Compressed.blosc(4, Hdf5FiltersTest::zstd, zeros)));
      int most = Math.min(bytes, 1 << 15);
      assertCorrupt(file(32000, chunk -> lzf(Arrays.copyOf(zeros, most))));
    }
  }

  private static void assertCorrupt(byte[] file) {
    UnreadableImageException e =
        assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(file));
    assertEquals(Kind.CORRUPT, e.kind());
    assertTrue(e.explanation().contains("of /Experiments/a/data, 512 bytes"), e.explanation());
  }
}
