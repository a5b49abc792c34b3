package alrc.stem.format.zarr;

import static alrc.stem.format.zarr.ZarrBytes.CHUNK;
import static alrc.stem.format.zarr.ZarrBytes.COLUMNS;
import static alrc.stem.format.zarr.ZarrBytes.ROWS;
import static alrc.stem.format.zarr.ZarrBytes.array;
import static alrc.stem.format.zarr.ZarrBytes.file;
import static alrc.stem.format.zarr.ZarrBytes.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.format.numpy.NpyBytes;
import alrc.stem.image.PixelSize;
import alrc.stem.image.Pixels;
import alrc.stem.image.Use;
import alrc.stem.packed.Compressed;
import alrc.stem.read.BytesSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.source.UnreadableImageException.Kind;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public class ZarrZipReaderTest {
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
    check(file(facts, Compressed.named(name), ZipEntry.STORED));
    check(file(facts, Compressed.named(name), ZipEntry.DEFLATED));
  }

  @Test
  void lz4HasItsLengthBeforeIt() throws IOException {
    UnaryOperator<byte[]> lz4 =
        bytes -> {
          byte[] small = Compressed.named("lz4").apply(bytes);
          ByteBuffer all = ByteBuffer.allocate(4 + small.length).order(ByteOrder.LITTLE_ENDIAN);
          return all.putInt(bytes.length).put(small).array();
        };
    check(file("{'id': 'lz4'}", lz4, ZipEntry.STORED));
  }

  @ParameterizedTest
  @CsvSource({"1, lz4", "2, snappy", "3, zlib", "4, zstd"})
  void bloscIsUndoneStreamByStream(int codec, String name) throws IOException {
    UnaryOperator<byte[]> blosc = bytes -> Compressed.blosc(codec, Compressed.named(name), bytes);
    check(file("{'id': 'blosc'}", blosc, ZipEntry.STORED));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'id': 'bz2'}   | bz2
          {'id': 'blosc'} | compressor number 5
          """)
  void compressorsThatAreNotReadAreNamed(String facts, String name) {
    byte[] file =
        file(facts, bytes -> Compressed.blosc(5, Compressed.named("lz4"), bytes), ZipEntry.STORED);
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
    assertEquals("Zarr", e.format());
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
