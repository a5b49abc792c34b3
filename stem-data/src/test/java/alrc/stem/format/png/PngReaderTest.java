package alrc.stem.format.png;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.image.Use;
import alrc.stem.read.BytesSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.source.UnreadableImageException.Kind;
import alrc.stem.stored.DecodedBands;
import alrc.stem.stored.ImageLayout;
import alrc.stem.stored.StoredImage;
import alrc.stem.stored.WrittenByJdk;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PngReaderTest {
  private static byte[] png(BufferedImage image) {
    return WrittenByJdk.file("png", image, "", WrittenByJdk.Layout.STRIPS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void palettesAreLeftAsTheIndicesThatAreStored(int bits) throws IOException {
    BufferedImage palette = WrittenByJdk.palette(bits, 9, 13);
    byte[] file = png(palette);
    assertEquals(3, file[25], "a palette");
    StoredImage image = BytesSource.readAll(file).images().get(0);
    assertEquals(Use.IMAGE, image.use());
    assertEquals("uint8", image.dtype());
    WrittenByJdk.assertSamples(palette, image);
  }

  @ParameterizedTest
  @CsvSource({
    BufferedImage.TYPE_BYTE_GRAY + ", uint8, IMAGE",
    BufferedImage.TYPE_USHORT_GRAY + ", uint16, IMAGE",
    BufferedImage.TYPE_3BYTE_BGR + ", uint8, COLOUR",
    BufferedImage.TYPE_4BYTE_ABGR + ", uint8, COLOUR"
  })
  void valuesAreTheStoredOnes(int type, String dtype, Use use) throws IOException {
    BufferedImage written = new BufferedImage(7, 5, type);
    int channels = written.getRaster().getNumBands();
    int highest = dtype.equals("uint16") ? 0xffff : 0xff;
    for (int i = 0; i < 35; i++) {
      for (int channel = 0; channel < channels; channel++) {
        written.getRaster().setSample(i % 7, i / 7, channel, highest - 7 * i - channel);
      }
    }
    StoredImage image = BytesSource.readAll(png(written)).images().get(0);
    assertEquals(dtype, image.dtype());
    assertEquals(use, image.use());
    long[] shape = channels == 1 ? new long[] {5, 7} : new long[] {5, 7, channels};
    assertArrayEquals(shape, image.shape());
    WrittenByJdk.assertSamples(written, image);
  }

  /** Large images are decoded row by row, small ones by the JDK: both must agree. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 16, 24, 32})
  void rowsAreThoseOfTheDecoderOfTheJdk(int bits) throws IOException {
    BufferedImage written = bits <= 8 ? WrittenByJdk.palette(bits, 61, 47) : noisy(bits);
    byte[] file = png(written);
    StoredImage image = BytesSource.readAll(file).images().get(0);
    ImageLayout layout = ImageLayout.plain(image.type(), image.height(), image.width());
    layout = image.channels() > 1 ? layout.coloured(image.channels(), image.dtype()) : layout;
    PngRows rows = new PngRows(new BytesSource(file), layout, file[24], 0);
    DecodedBands bands = DecodedBands.of(layout, rows, 1);
    for (int first : new int[] {0, 20, 10, 44, 0}) {
      int count = Math.min(17, image.height() - first);
      ByteBuffer into = ByteBuffer.allocate(Math.toIntExact(count * layout.rowBytes()));
      rows.decode(0, first, count, into);
      ByteBuffer expected = ByteBuffer.allocate(into.capacity());
      image.read(0, first, count).copyTo(expected);
      assertArrayEquals(expected.array(), into.array(), "rows from " + first);
      ByteBuffer kept = ByteBuffer.allocate(into.capacity());
      bands.read(0, first, count).copyTo(kept);
      assertArrayEquals(expected.array(), kept.array(), "cached rows from " + first);
    }
  }

  private static BufferedImage noisy(int bits) {
    int type =
        switch (bits) {
          case 16 -> BufferedImage.TYPE_USHORT_GRAY;
          case 24 -> BufferedImage.TYPE_3BYTE_BGR;
          default -> BufferedImage.TYPE_4BYTE_ABGR;
        };
    BufferedImage image = new BufferedImage(61, 47, type);
    SplittableRandom random = new SplittableRandom(bits);
    for (int y = 0; y < 47; y++) {
      for (int x = 0; x < 61; x++) {
        for (int band = 0; band < image.getRaster().getNumBands(); band++) {
          int value = y < 20 ? 3 * x + 2 * y + band : random.nextInt(256);
          image.getRaster().setSample(x, y, band, value);
        }
      }
    }
    return image;
  }

  @Test
  void aSizeThatTheFileCannotHoldIsCorruptBeforeMemoryIsTaken() {
    byte[] file = png(WrittenByJdk.palette(8, 9, 13));
    CRC32 crc = new CRC32();
    ByteBuffer.wrap(file).putInt(16, 60_000).putInt(20, 60_000);
    crc.update(file, 12, 17);
    ByteBuffer.wrap(file).putInt(29, (int) crc.getValue());
    UnreadableImageException e =
        assertThrows(UnreadableImageException.class, () -> BytesSource.readAll(file));
    assertEquals(Kind.CORRUPT, e.kind(), e.explanation());
    assertTrue(e.explanation().contains("bytes of compressed pixels"), e.explanation());
  }
}
