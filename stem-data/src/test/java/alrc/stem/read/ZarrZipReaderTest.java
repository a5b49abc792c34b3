package alrc.stem.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.image.PixelSize;
import alrc.stem.image.Pixels;
import alrc.stem.image.Use;
import alrc.stem.read.UnreadableImageException.Kind;
import io.airlift.compress.Compressor;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZarrZipReaderTest {
  private static final int ROWS = 70;
  private static final int COLUMNS = 50;
  private static final int CHUNK = 32;

  private static byte[] text(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static String array(String dtype, String shape, String chunks, String compressor) {
    return """
        {'zarr_format': 2, 'order': 'C', 'filters': null, 'fill_value': 7, 'dtype': '%s',
         'shape': [%s], 'chunks': [%s], 'compressor': %s}
        """
        .formatted(dtype, shape, chunks, compressor);
  }

  /** One image of uint16 that counts its pixels; its last chunk is not stored. */
  private static byte[] file(String compressor, UnaryOperator<byte[]> compress, int method) {
    List<Object> entries = new ArrayList<>(List.of(".zgroup", text("{'zarr_format': 2}")));
    entries.add("Experiments/a/data/.zarray");
    entries.add(text(array("<u2", ROWS + ", " + COLUMNS, CHUNK + ", " + CHUNK, compressor)));
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 2 && r + c < 3; c++) {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK * CHUNK * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < CHUNK * CHUNK; i++) {
          int row = r * CHUNK + i / CHUNK;
          chunk.putShort((short) (row * COLUMNS + c * CHUNK + i % CHUNK));
        }
        entries.add("Experiments/a/data/" + r + "." + c);
        entries.add(compress.apply(chunk.array()));
      }
    }
    return NpyBytes.archive(method, entries.toArray());
  }

  /** A sound file whose chunks are stored in this way: none or zlib. */
  static byte[] stored(String compression) {
    String compressor = compression.equals("none") ? "null" : "{'id': '" + compression + "'}";
    return file(compressor.replace('\'', '"'), compression(compression), ZipEntry.STORED);
  }

  static byte[] through(byte[] bytes, boolean gzip) {
    ByteArrayOutputStream into = new ByteArrayOutputStream();
    try (OutputStream out = gzip ? new GZIPOutputStream(into) : new DeflaterOutputStream(into)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return into.toByteArray();
  }

  static byte[] through(Compressor compressor, byte[] bytes) {
    byte[] into = new byte[compressor.maxCompressedLength(bytes.length)];
    int length = compressor.compress(bytes, 0, bytes.length, into, 0, into.length);
    return Arrays.copyOf(into, length);
  }

  /** A Blosc chunk of blocks of 1000 bytes, shuffled, with a stream for each byte of the type. */
  static byte[] blosc(int codec, UnaryOperator<byte[]> compress, byte[] bytes) {
    int block = 1000;
    int blocks = (bytes.length + block - 1) / block;
    ByteBuffer out = ByteBuffer.allocate(4 * bytes.length + 100).order(ByteOrder.LITTLE_ENDIAN);
    out.put(new byte[] {2, 1, (byte) (codec << 5 | 1), 2});
    out.putInt(bytes.length).putInt(block).putInt(0);
    out.position(16 + 4 * blocks);
    for (int b = 0; b < blocks; b++) {
      out.putInt(16 + 4 * b, out.position());
      byte[] plain = Arrays.copyOfRange(bytes, b * block, Math.min(bytes.length, (b + 1) * block));
      byte[] shuffled = new byte[plain.length];
      for (int i = 0; i < plain.length; i++) {
        shuffled[i % 2 * (plain.length / 2) + i / 2] = plain[i];
      }
      int streams = plain.length == block ? 2 : 1;
      for (int s = 0; s < streams; s++) {
        int length = plain.length / streams;
        byte[] stream = Arrays.copyOfRange(shuffled, s * length, (s + 1) * length);
        byte[] small = compress.apply(stream);
        byte[] stored = small.length < length ? small : stream;
        out.putInt(stored.length).put(stored);
      }
    }
    out.putInt(12, out.position());
    return Arrays.copyOf(out.array(), out.position());
  }

  private static UnaryOperator<byte[]> compression(String name) {
    return switch (name) {
      case "none" -> bytes -> bytes;
      case "zlib" -> bytes -> through(bytes, false);
      case "gzip" -> bytes -> through(bytes, true);
      case "zstd" -> bytes -> through(new ZstdCompressor(), bytes);
      case "lz4" -> bytes -> through(new Lz4Compressor(), bytes);
      default -> bytes -> through(new SnappyCompressor(), bytes);
    };
  }

  private static void check(byte[] file) throws IOException {
    StoredImage image = BytesSource.readAll(file).images().get(0);
    for (int step : new int[] {1, 13, ROWS}) {
      for (int row = 0; row < ROWS; row += step) {
        Pixels band = image.read(0, row, Math.min(step, ROWS - row));
        for (int i = 0; i < band.count(); i++) {
          int r = row + i / COLUMNS;
          int c = i % COLUMNS;
          boolean unstored = r >= 2 * CHUNK && c >= CHUNK;
          assertEquals(unstored ? 7 : r * COLUMNS + c, band.at(i), r + "," + c);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"none, null", "zlib, zlib", "gzip, gzip", "zstd, zstd"})
  void chunksOfEachCompressorAreRead(String name, String id) throws IOException {
    String facts = name.equals("none") ? "null" : "{'id': '" + id + "'}";
    check(file(facts, compression(name), ZipEntry.STORED));
    check(file(facts, compression(name), ZipEntry.DEFLATED));
  }

  @Test
  void lz4HasItsLengthBeforeIt() throws IOException {
    UnaryOperator<byte[]> lz4 =
        bytes -> {
          byte[] small = compression("lz4").apply(bytes);
          ByteBuffer all = ByteBuffer.allocate(4 + small.length).order(ByteOrder.LITTLE_ENDIAN);
          return all.putInt(bytes.length).put(small).array();
        };
    check(file("{'id': 'lz4'}", lz4, ZipEntry.STORED));
  }

  @ParameterizedTest
  @CsvSource({"1, lz4", "2, snappy", "3, zlib", "4, zstd"})
  void bloscIsUndoneStreamByStream(int codec, String name) throws IOException {
    UnaryOperator<byte[]> blosc = bytes -> blosc(codec, compression(name), bytes);
    check(file("{'id': 'blosc'}", blosc, ZipEntry.STORED));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'id': 'bz2'}   | bz2
          {'id': 'blosc'} | BloscLZ
          """)
  void compressorsThatAreNotReadAreNamed(String facts, String name) {
    byte[] file = file(facts, bytes -> blosc(0, compression("lz4"), bytes), ZipEntry.STORED);
    UnreadableImageException e =
        assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(file));
    assertEquals(Kind.UNSUPPORTED, e.kind());
    assertTrue(e.explanation().contains(name), e.explanation());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          100000, 100000 | 32, 32
          -5, 10         | 32, 32
          10             | 32, 32
          10, 10         | 0, 5
          """)
  void falseDeclarationsAreCorruptBeforeMemoryIsTaken(String shape, String chunks) {
    byte[] file =
        NpyBytes.archive(
            ZipEntry.STORED,
            "Experiments/a/data/.zarray",
            text(array("<u2", shape, chunks, "null")),
            "Experiments/a/data/0.0",
            new byte[2048]);
    UnreadableImageException e =
        assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(file));
    assertEquals(Kind.CORRUPT, e.kind(), e.explanation());
    assertEquals("HyperSpy Zarr", e.format());
    assertTrue(e.offset().isPresent());
  }

  @Test
  void severalExperimentsAreImagesOfTheirOwn() throws IOException {
    String axis = "{'scale': 0.5, 'units': 'nm', 'navigate': %s}";
    byte[] file =
        NpyBytes.archive(
            ZipEntry.STORED,
            "Experiments/image/data/.zarray",
            text(array(">f4", "2, 3", "2, 3", "null")),
            "Experiments/image/data/0.0",
            ByteBuffer.allocate(24).putFloat(20, 1.5f).array(),
            "Experiments/image/axis-0/.zattrs",
            text(axis.formatted("false")),
            "Experiments/image/axis-1/.zattrs",
            text(axis.formatted("false")),
            "Experiments/image/metadata/General/.zattrs",
            text("{'title': 'HAADF'}"),
            "Experiments/map/data/.zarray",
            text(array("|u1", "1, 3, 4", "1, 3, 4", "null")),
            "Experiments/map/data/0.0.0",
            new byte[12],
            "Experiments/map/axis-0/.zattrs",
            text(axis.formatted("true")),
            "Experiments/map/axis-1/.zattrs",
            text(axis.formatted("true")),
            "Experiments/map/axis-2/.zattrs",
            text(axis.formatted("false")),
            "Experiments/spectrum/data/.zarray",
            text(array("|u1", "5", "5", "null")),
            "Experiments/spectrum/data/0",
            new byte[] {1, 2, 3, 4, 5});
    List<StoredImage> images = BytesSource.readAll(file).images();
    assertEquals("HAADF", images.get(0).title());
    assertEquals(1.5, images.get(0).read(0, 1, 1).at(2));
    assertEquals(Optional.of(new PixelSize(0.5, "nm")), images.get(0).pixelSize());
    assertEquals(Use.SPECTRUM, images.get(1).use());
    assertEquals(Optional.empty(), images.get(1).pixelSize());
    assertEquals(Use.SPECTRUM, images.get(2).use());
    assertArrayEquals(new long[] {5}, images.get(2).shape());
    assertEquals(4, images.get(2).read(0, 0, 1).at(3));
  }

  @Test
  void aChangedByteIsFoundByTheCheckOfItsEntry() {
    byte[] file = file("null", bytes -> bytes, ZipEntry.STORED);
    file[file.length / 2] ^= 1;
    UnreadableImageException e =
        assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(file));
    assertEquals(Kind.CORRUPT, e.kind());
    assertTrue(e.explanation().contains("CRC"), e.explanation());
  }
}
