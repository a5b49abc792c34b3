package alrc.stem.format.gatan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.image.Pixels;
import alrc.stem.image.Use;
import alrc.stem.read.BytesSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.source.UnreadableImageException.Kind;
import alrc.stem.stored.ImageFile;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigitalMicrographReaderTest {
  private static byte[] counting(int bytes) {
    byte[] values = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      values[i] = (byte) (i + 1);
    }
    return values;
  }

  private static ImageFile opened(List<DmBytes.Image> images, List<Integer> thumbnails, int bytes)
      throws IOException {
    return BytesSource.readAll(DmBytes.file(images, thumbnails, counting(bytes)));
  }

  private static StoredImage only(int dataType, int elementType, int elements, Integer... axes)
      throws IOException {
    int bytes =
        elements
            * switch (elementType) {
              case 10 -> 1;
              case 2, 4 -> 2;
              case 5, 6 -> 4;
              default -> 8;
            };
    return opened(
            List.of(new DmBytes.Image(dataType, elementType, elements, List.of(axes), "nm")),
            List.of(),
            bytes)
        .images()
        .get(0);
  }

  @Test
  void severalImagesAreListedAndTheThumbnailIsLeftOut() throws IOException {
    DmBytes.Image small = new DmBytes.Image(6, 10, 24, List.of(2, 3), "nm");
    DmBytes.Image wide = new DmBytes.Image(6, 10, 24, List.of(8, 3), "nm");
    ImageFile file = opened(List.of(small, wide, small), List.of(0), 24);
    assertEquals("DM3", file.format());
    assertEquals(2, file.images().size());
    assertArrayEquals(new long[] {3, 8}, file.images().get(0).shape());
    assertArrayEquals(new long[] {3, 2}, file.images().get(1).shape());
    assertEquals(9, file.images().get(0).read(0, 1, 1).at(0));
  }

  @ParameterizedTest
  @CsvSource({
    "6, 10, 6, uint8", "9, 10, 6, int8", "11, 5, 6, uint32", "7, 5, 6, int32",
    "12, 7, 6, float64", "39, 11, 6, int64", "40, 12, 6, uint64", "14, 10, 6, bool",
    "1, 2, 6, int16", "10, 4, 6, uint16", "2, 6, 6, float32", "3, 7, 6, complex64",
    "13, 7, 12, complex128"
  })
  void pixelTypesAreKnownByNumber(int dataType, int elementType, int elements, String dtype)
      throws IOException {
    StoredImage image = only(dataType, elementType, elements, 2, 3);
    assertEquals(dtype, image.dtype());
    assertEquals(0.5, image.pixelSize().orElseThrow().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 23})
  void colourIsGivenRedFirst(int dataType) throws IOException {
    StoredImage image = only(dataType, 5, 6, 3, 2);
    assertEquals(Use.COLOUR, image.use());
    assertArrayEquals(new long[] {2, 3, 4}, image.shape());
    Pixels row = image.read(0, 1, 1);
    assertEquals(List.of(15.0, 14.0, 13.0, 16.0), IntStream.range(0, 4).mapToObj(row::at).toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 5, 27, 28, 38, 99})
  void typesThatAreNotReadAreRefusedByNumber(int dataType) {
    UnreadableImageException e =
        assertThrows(UnreadableImageException.class, () -> only(dataType, 7, 6, 2, 3));
    assertEquals(Kind.UNSUPPORTED, e.kind());
    assertTrue(e.explanation().contains("data type " + dataType), e.explanation());
  }

  @Test
  void fourAxesAreAStackOfTheirProduct() throws IOException {
    StoredImage image = only(6, 10, 120, 2, 3, 4, 5);
    assertArrayEquals(new long[] {5, 4, 3, 2}, image.shape());
    assertEquals(20, image.frames());
    assertEquals(119, image.read(19, 2, 1).at(0));
  }

  @Test
  void anEnergyAxisMakesSpectra() throws IOException {
    DmBytes.Image cube = new DmBytes.Image(6, 10, 24, List.of(4, 3, 2), "eV");
    assertEquals(Use.SPECTRUM, opened(List.of(cube), List.of(), 24).images().get(0).use());
    StoredImage line = only(6, 10, 24, 24);
    assertEquals(Use.SPECTRUM, line.use());
    assertArrayEquals(new long[] {24}, line.shape());
  }

  @Test
  void axesThatTheArrayCannotHoldAreCorrupt() {
    UnreadableImageException e =
        assertThrows(
            UnreadableImageException.class,
            () -> only(6, 10, 24, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE));
    assertEquals(Kind.CORRUPT, e.kind());
    assertTrue(e.offset().isPresent());
    assertEquals(
        Kind.CORRUPT,
        assertThrows(UnreadableImageException.class, () -> only(6, 10, 24, 5, 5)).kind());
    assertEquals(
        Kind.CORRUPT,
        assertThrows(UnreadableImageException.class, () -> only(6, 10, 24, 0, 5)).kind());
  }
}
