package alrc.jobs.inspect;

import alrc.stem.image.Pixels;
import alrc.stem.stored.StoredImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * A micrograph (its frame 0) as an 8-bit grey PNG for the eye, from its smallest value to its
 * largest.
 */
public final class Picture {
  private static final int LONGEST_SIDE = 4096;

  private Picture() {}

  /** Writes the picture; images with a side over 4096 are thinned. */
  public static void write(StoredImage image, Path file) throws IOException {
    int step = (Math.max(image.height(), image.width()) + LONGEST_SIDE - 1) / LONGEST_SIDE;
    int height = (image.height() + step - 1) / step;
    int width = (image.width() + step - 1) / step;
    float[] values = new float[height * width];
    for (int row = 0; row < height; row++) {
      Pixels line = image.read(0, row * step, 1);
      for (int column = 0; column < width; column++) {
        values[row * width + column] = (float) line.at(column * step * image.channels());
      }
    }
    write(values, height, width, file);
  }

  private static void write(float[] values, int height, int width, Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(grey(values, height, width), "png", bytes);
    Files.write(file, bytes.toByteArray());
  }

  private static BufferedImage grey(float[] values, int height, int width) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      if (Float.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    float scale = high > low ? 255 / (high - low) : 0;
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < values.length; i++) {
      int level = Float.isFinite(values[i]) ? Math.round((values[i] - low) * scale) : 0;
      picture.getRaster().setSample(i % width, i / width, 0, level);
    }
    return picture;
  }
}
