package alrc.stem.format.tiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.SharedData;
import alrc.stem.image.PixelType;
import alrc.stem.image.Pixels;
import alrc.stem.image.Use;
import alrc.stem.read.BytesSource;
import alrc.stem.read.ImageReaders;
import alrc.stem.source.FileSource;
import alrc.stem.source.SourceImageInput;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.StoredImage;
import alrc.stem.stored.WrittenByJdk;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TiffReaderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "stem/ede-partial-stem/truth-1.tif",
        "stem/haadf-atom-detection/bpy_crop19.tif",
        "stem/reencoded/abf_float64.tif",
        "stem/reencoded/cryo_be_float32.tif",
        "stem/reencoded/ncem_tiled.tif",
        "stem/reencoded/sto_bigtiff.tif",
        "stem/reencoded/sto_int16.tif",
        "stem/rosettasciio/test_loading_image_saved_with_DM.tif",
        "stem/rosettasciio/test_tiff_Zeiss_SEM_1k.tif",
        "bad/rgb.tif"
      })
  void theFastPathEqualsTheLibrary(String file) throws IOException {
    try (FileSource source = FileSource.open(SharedData.path("data/" + file))) {
      StoredImage image = ImageReaders.open(source, 1 << 24).images().get(0);
      Pixels pixels = image.read(0, 0, image.height());
      ImageReader library = new TIFFImageReaderSpi().createReaderInstance(null);
      library.setInput(new SourceImageInput(source));
      Raster raster = library.readRaster(0, null);
      int i = 0;
      for (int row = 0; row < image.height(); row++) {
        for (int col = 0; col < image.width(); col++) {
          for (int channel = 0; channel < image.channels(); channel++) {
            assertEquals(raster.getSampleDouble(col, row, channel), pixels.at(i++));
          }
        }
      }
      library.dispose();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reencoded/cryo_be_float32.tif",
        "reencoded/ncem_tiled.tif",
        "reencoded/ncem_deflate_strips.tif",
        "reencoded/moire_lzw_uint16.tif",
        "reencoded/moire_16bit.png",
        "reencoded/sto_stack_uint16.dm3",
        "reencoded/cryo_float32_fortran.npy",
        "openNCEM/16_STOimage_1.ser"
      })
  void bandsAreTheRowsOfTheWhole(String file) throws IOException {
    try (FileSource source = FileSource.open(SharedData.path("data/stem/" + file))) {
      StoredImage image = ImageReaders.open(source, 1 << 24).images().get(0);
      int frame = image.frames() - 1;
      float[] whole = new float[image.height() * image.width()];
      image.read(frame, 0, image.height()).toFloats(0, whole, 0, whole.length);
      float[] banded = new float[whole.length];
      for (int row = 0; row < image.height(); row += 75) {
        int rows = Math.min(75, image.height() - row);
        Pixels band = image.read(frame, row, rows);
        band.toFloats(0, banded, row * image.width(), band.count());
      }
      assertArrayEquals(whole, banded);
    }
  }

  @Test
  void aBandReadsOnlyTheBytesItNeeds() throws IOException {
    Path path = SharedData.path("data/stem/ede-partial-stem/truth-1.tif");
    BytesSource source = new BytesSource(Files.readAllBytes(path));
    StoredImage image = ImageReaders.open(source, 1 << 24).images().get(0);
    assertTrue(source.bytesRead() < 100_000, "opening read " + source.bytesRead());
    long before = source.bytesRead();
    image.read(0, 100, 10);
    assertEquals(10 * 512 * 4, source.bytesRead() - before);
  }

  /** A little-endian TIFF whose directory holds LONG fields of one value. */
  private static byte[] tiff(int[][] fields, int nextDirectory, int pixelBytes) {
    int directory = 8 + 2 + 12 * fields.length + 4;
    ByteBuffer file = ByteBuffer.allocate(directory + pixelBytes).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0x002a4949).putInt(8).putShort((short) fields.length);
    for (int[] field : fields) {
      file.putShort((short) field[0]).putShort((short) 4).putInt(1).putInt(field[1]);
    }
    file.putInt(nextDirectory);
    for (int i = 0; i < pixelBytes; i++) {
      file.put((byte) (200 + i));
    }
    return file.array();
  }

  private static int[][] fields(int bits, int format, int start) {
    return new int[][] {
      {256, 3}, {257, 2}, {258, bits}, {259, 1}, {273, start}, {277, 1}, {339, format}
    };
  }

  @Test
  void unsignedValuesStayPositiveAndStripsWithoutLengthsAreRead() throws IOException {
    int start = 8 + 2 + 12 * 7 + 4;
    for (int bits : List.of(8, 16, 32, 64)) {
      byte[] file = tiff(fields(bits, 1, start), 0, 6 * bits / 8);
      StoredImage image = BytesSource.readAll(file).images().get(0);
      assertEquals(PixelType.valueOf("UINT" + bits), image.type());
      assertTrue(image.read(0, 1, 1).at(2) > Math.pow(2, bits - 1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "LZW", "Deflate", "PackBits"})
  void palettesAreLeftAsTheIndicesThatAreStored(String scheme) throws IOException {
    BufferedImage palette = WrittenByJdk.palette(8, 9, 13);
    for (WrittenByJdk.Layout layout : WrittenByJdk.Layout.values()) {
      byte[] file = WrittenByJdk.file("tiff", palette, scheme, layout);
      StoredImage image = BytesSource.readAll(file).images().get(0);
      assertEquals(Use.IMAGE, image.use());
      assertEquals(PixelType.UINT8, image.type());
      WrittenByJdk.assertSamples(palette, image);
    }
  }

  @Test
  void aDirectoryOfImageJStandsForTheFramesThatFollowEachOther() throws IOException {
    byte[] head = TiffBytes.tiff(Map.of(270, "ImageJ=1.53t\nimages=3\nslices=3\n"));
    int strip = 16 + 2 + 12 * 5;
    ByteBuffer file = ByteBuffer.allocate(head.length + 3 * 8).order(ByteOrder.LITTLE_ENDIAN);
    file.put(head).putInt(strip + 8, head.length);
    assertEquals(273, file.getShort(strip));
    for (int i = 0; i < 3 * 8; i++) {
      file.put((byte) i);
    }
    StoredImage image = BytesSource.readAll(file.array()).images().get(0);
    assertArrayEquals(new long[] {3, 1, 8}, image.shape());
    assertEquals(21, image.read(2, 0, 1).at(5));
    byte[] cut = Arrays.copyOf(file.array(), file.capacity() - 1);
    UnreadableImageException e =
        assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(cut));
    assertEquals(UnreadableImageException.Kind.CORRUPT, e.kind());
    assertTrue(e.explanation().contains("3 frames"), e.explanation());
  }

  @Test
  void aChainOfDirectoriesThatReturnsIsCorrupt() {
    int start = 8 + 2 + 12 * 7 + 4;
    byte[] file = tiff(fields(8, 1, start), 8, 6);
    UnreadableImageException e =
        assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(file));
    assertEquals(UnreadableImageException.Kind.CORRUPT, e.kind());
    assertTrue(e.explanation().contains("returns"), e.explanation());
  }

  @Test
  void anOddNumberOfBitsIsUnsupportedByName() {
    byte[] file = tiff(fields(10, 1, 98), 0, 9);
    UnreadableImageException e =
        assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(file));
    assertEquals(UnreadableImageException.Kind.UNSUPPORTED, e.kind());
    assertTrue(e.explanation().contains("10-bit"), e.explanation());
  }

  @Test
  void theFloatingPointPredictorBeforeLzwIsUnsupportedByName() {
    int start = 8 + 2 + 12 * 9 + 4;
    int[][] fields = {
      {256, 3}, {257, 2}, {258, 32}, {259, 5}, {273, start}, {277, 1}, {279, 6}, {317, 3}, {339, 3}
    };
    UnreadableImageException e =
        assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(tiff(fields, 0, 6)));
    assertEquals(UnreadableImageException.Kind.UNSUPPORTED, e.kind());
    assertTrue(e.explanation().contains("floating-point predictor"), e.explanation());
  }

  @Test
  void pagesThatShareTheirPixelsAreCorrupt() {
    int directory = 2 + 12 * 7 + 4;
    int pixels = 8 + 3 * directory;
    ByteBuffer file = ByteBuffer.allocate(pixels + 600).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0x002a4949).putInt(8);
    for (int page = 0; page < 3; page++) {
      file.putShort((short) 7);
      for (int[] field :
          new int[][] {
            {256, 30}, {257, 20}, {258, 8}, {259, 1}, {273, pixels}, {277, 1}, {339, 1}
          }) {
        file.putShort((short) field[0]).putShort((short) 4).putInt(1).putInt(field[1]);
      }
      file.putInt(page == 2 ? 0 : 8 + (page + 1) * directory);
    }
    UnreadableImageException e =
        assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(file.array()));
    assertEquals(UnreadableImageException.Kind.CORRUPT, e.kind());
    assertTrue(e.explanation().contains("overlap"), e.explanation());
  }

  /** What a file of 16,384² needs per band, on a smaller scale: the band's own bytes, no more. */
  @Test
  void aBandOfManyStripsReadsItsOwnRowsAlone() throws IOException {
    int strips = 256;
    int width = 64;
    int start = 8 + 2 + 12 * 8 + 4;
    int[][] fields = {
      {256, width}, {257, strips}, {258, 32}, {259, 1}, {273, start}, {277, 1}, {278, 1}, {339, 3}
    };
    byte[] file = tiff(fields, 0, 4 * strips + strips * width * 4);
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int offsetsField = 8 + 2 + 12 * 4;
    bytes.putInt(offsetsField + 4, strips);
    for (int strip = 0; strip < strips; strip++) {
      bytes.putInt(start + 4 * strip, start + 4 * strips + strip * width * 4);
    }
    BytesSource source = new BytesSource(file);
    StoredImage image = ImageReaders.open(source, 1 << 24).images().get(0);
    long before = source.bytesRead();
    for (int row = 0; row < strips; row += 32) {
      image.read(0, row, 32);
      assertEquals((row + 32L) * width * 4, source.bytesRead() - before);
    }
  }
}
