package alrc.stem.format.tia;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.image.PixelSize;
import alrc.stem.image.Use;
import alrc.stem.read.BytesSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.ImageFile;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SerReaderTest {
  private static StoredImage only(byte[] series) throws IOException {
    ImageFile file = BytesSource.readAll(series);
    assertEquals("SER", file.format());
    assertEquals(1, file.images().size());
    return file.images().get(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x210, 0x220})
  void aSeriesOfImagesIsAStackStoredFromTheLowestRowUp(int version) throws IOException {
    byte[] low = {1, 2, 3, 4, 5, 6};
    byte[] high = {11, 12, 13, 14, 15, 16};
    StoredImage image = only(SerBytes.series(version, List.of(2), 1, List.of(2, 3), low, high));
    assertArrayEquals(new long[] {2, 3, 2}, image.shape());
    assertEquals(5, image.read(0, 0, 3).at(0));
    assertEquals(12, image.read(1, 2, 1).at(1));
    assertEquals(13, image.read(1, 0, 2).at(2));
    assertEquals(Optional.of(new PixelSize(2e-10 * 1e9, "nm")), image.pixelSize());
  }

  /** TIA gives the pixels of a diffraction pattern in 1/m, which is no length on the specimen. */
  @Test
  void aDiffractionPatternHasNoSizeInNanometres() throws IOException {
    byte[] file = SerBytes.series(0x220, List.of(1), 1, List.of(2, 3), new byte[6]);
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at <= file.length - Double.BYTES; at++) {
      if (bytes.getDouble(at) == 2e-10) {
        bytes.putDouble(at, 2.5e7);
      }
    }
    assertEquals(Optional.empty(), only(file).pixelSize());
  }

  @ParameterizedTest
  @CsvSource({
    "1, uint8, 1",
    "2, uint16, 2",
    "3, uint32, 4",
    "4, int8, 1",
    "5, int16, 2",
    "6, int32, 4",
    "7, float32, 4",
    "8, float64, 8",
    "9, complex64, 8",
    "10, complex128, 16"
  })
  void valuesHaveTheTypeOfTheirNumber(int type, String dtype, int bytes) throws IOException {
    StoredImage image =
        only(SerBytes.series(0x210, List.of(), type, List.of(2, 1), new byte[2 * bytes]));
    assertEquals(dtype, image.dtype());
  }

  @Test
  void spectraOverAScanKeepItsAxes() throws IOException {
    byte[][] spectra = new byte[6][];
    for (int i = 0; i < 6; i++) {
      spectra[i] = new byte[] {(byte) i, 10, 20, 30};
    }
    StoredImage map = only(SerBytes.series(0x220, List.of(2, 3), 1, List.of(4), spectra));
    assertEquals(Use.SPECTRUM, map.use());
    assertArrayEquals(new long[] {3, 2, 4}, map.shape());
    assertEquals(5, map.read(2, 1, 1).at(0));
    assertEquals(Optional.empty(), map.pixelSize());
    StoredImage one = only(SerBytes.series(0x220, List.of(1), 1, List.of(4), spectra[0]));
    assertArrayEquals(new long[] {4}, one.shape());
  }

  @Test
  void aStoppedAcquisitionHasTheElementsThatWereWritten() throws IOException {
    byte[] element = new byte[6];
    StoredImage image =
        only(SerBytes.series(0x210, List.of(5, 5), 1, List.of(2, 3), element, element, element));
    assertArrayEquals(new long[] {3, 3, 2}, image.shape());
  }

  @Test
  void elementsThatOverlapAreCorrupt() {
    byte[] element = new byte[600];
    byte[] file = SerBytes.series(0x210, List.of(2), 1, List.of(20, 30), element, element);
    System.arraycopy(file, 63, file, 67, 4);
    byte[] shared = java.util.Arrays.copyOf(file, file.length - 650);
    UnreadableImageException e =
        assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(shared));
    assertTrue(e.explanation().contains("overlap"), e.explanation());
  }

  @Test
  void anotherVersionIsUnsupportedByName() {
    byte[] file = SerBytes.series(0x230, List.of(), 1, List.of(1, 1), new byte[1]);
    UnreadableImageException e =
        assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(file));
    assertEquals(UnreadableImageException.Kind.UNSUPPORTED, e.kind());
    assertTrue(e.explanation().contains("version 0x0230"), e.explanation());
  }
}
