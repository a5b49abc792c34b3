package alrc.jobs.card;

import java.awt.image.BufferedImage;
import java.util.function.IntPredicate;

/** An image made small for the eye: 8-bit grey, each pixel the mean of a square of pixels. */
public final class Preview {
  private static final int LONGEST_SIDE = 256;

  private Preview() {}

  /**
   * Draws it.
   *
   * @param values {@code height × width}, row-major
   * @param seen says which pixels count; a square without any is black
   * @param low the value that is black
   * @param high the value that is white
   */
  public static BufferedImage of(
      float[] values, int height, int width, IntPredicate seen, float low, float high) {
    int step = (Math.max(height, width) + LONGEST_SIDE - 1) / LONGEST_SIDE;
    int rows = (height + step - 1) / step;
    int columns = (width + step - 1) / step;
    double scale = high > low ? 255 / ((double) high - low) : 0;
    BufferedImage picture = new BufferedImage(columns, rows, BufferedImage.TYPE_BYTE_GRAY);
    for (int row = 0; row < rows; row++) {
      int bottom = Math.min(height, (row + 1) * step);
      for (int column = 0; column < columns; column++) {
        int right = Math.min(width, (column + 1) * step);
        double sum = 0;
        int count = 0;
        for (int r = row * step; r < bottom; r++) {
          for (int i = r * width + column * step; i < r * width + right; i++) {
            if (seen.test(i) && Float.isFinite(values[i])) {
              sum += values[i];
              count++;
            }
          }
        }
        long level = count == 0 ? 0 : Math.round((sum / count - low) * scale);
        picture.getRaster().setSample(column, row, 0, (int) Math.max(0, Math.min(255, level)));
      }
    }
    return picture;
  }
}
