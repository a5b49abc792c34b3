package alrc.stem.stored;

import static org.junit.jupiter.api.Assertions.assertEquals;

import alrc.stem.image.Pixels;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Files written by the JDK, whose writers have nothing in common with the readers. */
public final class WrittenByJdk {
  private WrittenByJdk() {}

  /** How pixels are laid out. */
  public enum Layout {
    STRIPS,
    TILES
  }

  /**
   * Writes an image.
   *
   * @param format as ImageIO names it: tiff or png
   * @param scheme of compression, as ImageIO names it; empty for the writer's own
   */
  public static byte[] file(String format, BufferedImage image, String scheme, Layout layout) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = writer(format);
    ImageWriteParam param = writer.getDefaultWriteParam();
    if (!scheme.isEmpty()) {
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionType(scheme);
    }
    if (layout == Layout.TILES) {
      param.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
      param.setTiling(16, 16, 0, 0);
    }
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static ImageWriter writer(String format) {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format);
    ImageWriter writer = writers.next();
    while (!"java.desktop".equals(writer.getClass().getModule().getName())) {
      writer = writers.next();
    }
    return writer;
  }

  /** An image of indices into a palette of grey, which is not in the order of the indices. */
  public static BufferedImage palette(int bits, int height, int width) {
    int colours = 1 << bits;
    byte[] levels = new byte[colours];
    for (int i = 0; i < colours; i++) {
      levels[i] = (byte) (255 - i * 255 / (colours - 1));
    }
    IndexColorModel model = new IndexColorModel(bits, colours, levels, levels, levels);
    int type = bits == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY;
    BufferedImage image = new BufferedImage(width, height, type, model);
    for (int row = 0; row < height; row++) {
      for (int col = 0; col < width; col++) {
        image.getRaster().setSample(col, row, 0, (row * width + col * 3) % colours);
      }
    }
    return image;
  }

  /** Checks that an image has the samples of another, channel by channel. */
  public static void assertSamples(BufferedImage expected, StoredImage image) throws IOException {
    Pixels pixels = image.read(0, 0, image.height());
    int at = 0;
    for (int row = 0; row < image.height(); row++) {
      for (int col = 0; col < image.width(); col++) {
        for (int channel = 0; channel < image.channels(); channel++) {
          assertEquals(expected.getRaster().getSample(col, row, channel), pixels.at(at++));
        }
      }
    }
  }
}
