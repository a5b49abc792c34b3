package alrc.stem.format.numpy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.SharedData;
import alrc.stem.image.PixelSize;
import alrc.stem.read.BytesSource;
import alrc.stem.read.ImageReaders;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.source.UnreadableImageException.Kind;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpzReaderTest {
  private static final String FORTRAN = "cryo_float32_fortran.npy";
  private static final String C_ORDER = "moire_uint16.npy";

  private static byte[] real(String name) throws IOException {
    return Files.readAllBytes(SharedData.path("data/stem/reencoded/" + name));
  }

  private static byte[] archive(int method) throws IOException {
    return NpyBytes.archive(method, "a.npy", real(C_ORDER), "b.npy", real(FORTRAN));
  }

  private static float[] all(StoredImage image, int step) throws IOException {
    float[] all = new float[image.height() * image.width()];
    for (int row = 0; row < image.height(); row += step) {
      int rows = Math.min(step, image.height() - row);
      image.read(0, row, rows).toFloats(0, all, row * image.width(), rows * image.width());
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(ints = {ZipEntry.STORED, ZipEntry.DEFLATED})
  void everyArrayIsAnImageUnderItsName(int method) throws IOException {
    List<StoredImage> images = BytesSource.readAll(archive(method)).images();
    assertEquals(List.of("a", "b"), images.stream().map(StoredImage::title).toList());
    assertEquals("uint16", images.get(0).dtype());
    for (int i = 0; i < 2; i++) {
      byte[] alone = real(i == 0 ? C_ORDER : FORTRAN);
      StoredImage expected = BytesSource.readAll(alone).images().get(0);
      assertArrayEquals(all(expected, 1000), all(images.get(i), 100));
    }
  }

  @Test
  void anArchiveOfNionSwiftHasATitleAndAPixelSize() throws IOException {
    String json =
        "{\"title\": \"HAADF\", \"spatial_calibrations\": [{\"scale\": 2.0, \"units\": \"nm\"},"
            + " {\"offset\": -8.0, \"scale\": 0.25, \"units\": \"nm\"}]}";
    for (int method : new int[] {ZipEntry.STORED, ZipEntry.DEFLATED}) {
      byte[] file =
          NpyBytes.archive(
              method,
              "data.npy",
              NpyBytes.seeds().get(0),
              "metadata.json",
              json.getBytes(StandardCharsets.UTF_8));
      StoredImage image = BytesSource.readAll(file).images().get(0);
      assertEquals("HAADF", image.title());
      assertEquals(new PixelSize(0.25, "nm"), image.pixelSize().orElseThrow());
    }
  }

  @Test
  void whatHoldsNoNumbersIsPassedOverBesideWhatDoes() throws IOException {
    byte[] objects = NpyBytes.array(NpyBytes.description("|O", false, "2,"), new byte[9]);
    byte[] image = NpyBytes.array(NpyBytes.description("|u1", false, "2, 2"), new byte[4]);
    byte[] both = NpyBytes.archive(ZipEntry.DEFLATED, "meta.npy", objects, "x.npy", image);
    assertEquals("x", BytesSource.readAll(both).images().get(0).title());
    byte[] alone = NpyBytes.archive(ZipEntry.STORED, "meta.npy", objects);
    UnreadableImageException e =
        assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(alone));
    assertEquals(Kind.UNSUPPORTED, e.kind());
    assertTrue(e.explanation().contains("never opened"), e.explanation());
  }

  @ParameterizedTest
  @ValueSource(ints = {ZipEntry.STORED, ZipEntry.DEFLATED})
  void damagedContentIsCorruptByItsChecksum(int method) throws IOException {
    byte[] image = NpyBytes.array(NpyBytes.description("|u1", false, "2, 2"), new byte[4]);
    byte[] file = NpyBytes.archive(method, "x.npy", image);
    int checksum = file.length - 22 - 46 - "x.npy".length() + 16;
    file[checksum] ^= 1;
    UnreadableImageException e =
        assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(file));
    assertEquals(Kind.CORRUPT, e.kind());
    assertTrue(e.explanation().contains("checksum"), e.explanation());
    StoredImage opened = ImageReaders.open(new BytesSource(file), 1L << 30).images().get(0);
    assertFalse(opened.isCheckedByReading());
  }

  /** The table ends the file: a head of 46 bytes and a name for each entry, then 22 bytes. */
  @Test
  void aFlippedBitInTheTableLosesNoArray() throws IOException {
    byte[] image = NpyBytes.array(NpyBytes.description("|u1", false, "2, 2"), new byte[4]);
    byte[] file = NpyBytes.archive(ZipEntry.STORED, "a.npy", image, "b.npy", image, "c.npy", image);
    int table = file.length - 22 - 3 * (46 + "a.npy".length());
    int refused = 0;
    for (int bit = 8 * table; bit < 8 * file.length; bit++) {
      byte[] damaged = file.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        int arrays = BytesSource.readAll(damaged).images().size();
        // A changed name may not end in .npy any more.
        boolean inName = bit / 8 < file.length - 22 && (bit / 8 - table) % 51 >= 46;
        assertTrue(arrays == 3 || inName && arrays == 2, "bit " + bit + ": " + arrays);
      } catch (UnreadableImageException e) {
        refused++;
      }
    }
    assertTrue(refused > 500, refused + " refused");
  }

  @Test
  void anArrayOverTheLimitRefusesTheFile() throws IOException {
    byte[] file = archive(ZipEntry.STORED);
    UnreadableImageException e =
        assertThrows(
            UnreadableImageException.class,
            () -> ImageReaders.open(new BytesSource(file), 512 * 512));
    assertTrue(e.explanation().contains("--max-pixels"), e.explanation());
  }
}
