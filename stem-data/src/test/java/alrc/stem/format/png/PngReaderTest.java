package alrc.stem.format.png;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.image.Use;
import alrc.stem.read.BytesSource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.source.UnreadableImageException.Kind;
import alrc.stem.stored.StoredImage;
import alrc.stem.stored.WrittenByJdk;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
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
