package alrc.stem.read;

import static alrc.stem.source.UnreadableImageException.Kind.CORRUPT;
import static alrc.stem.source.UnreadableImageException.Kind.NOT_A_MICROGRAPH;
import static alrc.stem.source.UnreadableImageException.Kind.UNSUPPORTED;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.SharedData;
import alrc.stem.image.PixelSize;
import alrc.stem.image.Use;
import alrc.stem.source.FileSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.source.UnreadableImageException.Kind;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadFilesTest {
  private static final long MOST_PIXELS = 1L << 40;

  private static UnreadableImageException refusal(String file) throws IOException {
    try (FileSource source = FileSource.open(SharedData.path("data/" + file))) {
      return assertThrows(
          UnreadableImageException.class, () -> ImageReaders.open(source, MOST_PIXELS), file);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          claims_100000x100000.tif | TIFF | 0x8:    | 20000000000 bytes
          corrupt_data_length.dm4  | DM4  | 0x80f85 | 4611686018427387904 values
          truncated.dm3            | DM3  |         | a file that ends at 0x6e5d0
          truncated.tif            | TIFF |         | a file of 262262 bytes
          zero_byte.dm3            | empty file | 0x0 | 0 bytes
          """)
  void damagedFilesAreCorruptWithOffsetAndFinding(
      String file, String format, String offset, String found) throws IOException {
    UnreadableImageException e = refusal("bad/" + file);
    assertEquals(CORRUPT, e.kind());
    assertEquals(format, e.format());
    assertTrue(e.offset().isPresent());
    assertTrue(e.explanation().contains(offset == null ? "at 0x" : offset), e.explanation());
    assertTrue(e.explanation().contains(found), e.explanation());
  }

  @Test
  void textIsNoMicrograph() throws IOException {
    UnreadableImageException e = refusal("bad/text_renamed.tif");
    assertEquals(NOT_A_MICROGRAPH, e.kind());
    assertEquals("not-a-micrograph", e.kind().reason());
    assertTrue(e.explanation().contains("text that begins \"scan"), e.explanation());
    assertEquals(OptionalLong.empty(), e.offset());
    assertEquals(
        NOT_A_MICROGRAPH, refusal("stem/ede-partial-stem/mask-1.tif.expected.json").kind());
  }

  @Test
  void formatsThatAreNotReadYetAreUnsupportedByName() {
    byte[] jpeg = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F'};
    UnreadableImageException e =
        assertThrows(
            UnreadableImageException.class,
            () -> ImageReaders.open(new BytesSource(jpeg), MOST_PIXELS));
    assertEquals(UNSUPPORTED, e.kind());
    assertTrue(e.explanation().contains("JPEG"), e.explanation());
    assertTrue(e.explanation().contains("not read yet"), e.explanation());
  }

  @ParameterizedTest
  @CsvSource({
    "constant.tif, IMAGE, 512x512",
    "nan_inf_pixels.tif, IMAGE, 512x512",
    "rgb.tif, COLOUR, 512x512x3",
    "small_300x400.tif, IMAGE, 300x400",
    "stack_5x512x512.tif, IMAGE, 5x512x512",
    "corrupt_tag_length.dm4, IMAGE, 413x469"
  })
  void soundFilesAreRead(String file, Use use, String shape) throws IOException {
    try (FileSource source = FileSource.open(SharedData.path("data/bad/" + file))) {
      StoredImage image = ImageReaders.open(source, MOST_PIXELS).images().get(0);
      assertEquals(use, image.use());
      long[] expected =
          java.util.Arrays.stream(shape.split("x")).mapToLong(Long::parseLong).toArray();
      assertArrayEquals(expected, image.shape());
      image.verify();
      assertEquals(image.height(), image.read(0, 0, image.height()).rows());
    }
  }

  @Test
  void imageJStatesItsPixelSizeByUnitAndResolution() throws IOException {
    Path path = SharedData.path("data/stem/rosettasciio/test_loading_image_saved_with_imageJ.tif");
    try (FileSource source = FileSource.open(path)) {
      PixelSize size =
          ImageReaders.open(source, MOST_PIXELS).images().get(0).pixelSize().orElseThrow();
      assertEquals("micron", size.unit());
      assertEquals(0.16867469, size.size(), 1e-7);
    }
  }

  @Test
  void anImageOverTheLimitIsUnsupportedAndNamesTheOption() throws IOException {
    Path path = SharedData.path("data/stem/reencoded/moire_16bit.png");
    try (FileSource source = FileSource.open(path)) {
      UnreadableImageException e =
          assertThrows(
              UnreadableImageException.class, () -> ImageReaders.open(source, 512 * 512 - 1));
      assertEquals(Kind.UNSUPPORTED, e.kind());
      assertTrue(e.explanation().contains("--max-pixels"), e.explanation());
      assertEquals(1, ImageReaders.open(source, 512 * 512).images().size());
    }
  }
}
