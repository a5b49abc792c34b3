package alrc.stem.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.image.Use;
import alrc.stem.stored.EqualChannels;
import alrc.stem.stored.StoredImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EqualChannelsTest {

  private static BufferedImage picture(boolean opacity, int changedBlue, int changedOpacity) {
    BufferedImage picture =
        new BufferedImage(
            40, 30, opacity ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 30; y++) {
      for (int x = 0; x < 40; x++) {
        int grey = x + 5 * y;
        picture.setRGB(x, y, 0xff000000 | grey << 16 | grey << 8 | grey);
      }
    }
    int last = 39 + 5 * 29;
    int alpha = 255 - changedOpacity;
    picture.setRGB(39, 29, alpha << 24 | last << 16 | last << 8 | (last + changedBlue));
    return picture;
  }

  private static StoredImage written(BufferedImage picture, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(picture, format, bytes));
    return BytesSource.readAll(bytes.toByteArray()).images().get(0);
  }

  @ParameterizedTest
  @CsvSource({"false, png", "true, png", "false, tif", "true, tif"})
  void equalColoursAreGrey(boolean opacity, String format) throws IOException {
    StoredImage image = EqualChannels.of(written(picture(opacity, 0, 0), format)).orElseThrow();
    assertEquals(Use.IMAGE, image.use());
    assertArrayEquals(new long[] {30, 40}, image.shape());
    assertEquals("uint8", image.dtype());
    assertEquals(7 + 5 * 11, image.read(0, 11, 2).at(7));
    assertEquals(7 + 5 * 12, image.read(0, 11, 2).at(47));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1, 0", "0, 1"})
  void oneOtherColourOrOpacityKeepsTheImageColour(String changes) throws IOException {
    String[] blueAndOpacity = changes.split(", ");
    BufferedImage picture =
        picture(true, Integer.parseInt(blueAndOpacity[0]), Integer.parseInt(blueAndOpacity[1]));
    StoredImage image = written(picture, "png");
    assertEquals(Use.COLOUR, image.use());
    assertTrue(EqualChannels.of(image).isEmpty());
  }
}
