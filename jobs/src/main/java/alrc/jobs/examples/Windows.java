package alrc.jobs.examples;

import alrc.jobs.card.Preview;
import java.awt.image.BufferedImage;

/** Images and windows of them as pictures, stretched from the smallest value to the largest. */
final class Windows {
  /** Pictures up to this side, in pixels, are enlarged without smoothing. */
  static final int SMALL = 64;

  private Windows() {}

  /**
   * Draws an image.
   *
   * @param values row-major; of several channels, the first is drawn
   */
  static BufferedImage stretched(float[] values, int height, int width) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < height * width; i++) {
      if (Float.isFinite(values[i])) {
        low = Math.min(low, values[i]);
        high = Math.max(high, values[i]);
      }
    }
    return Preview.of(values, height, width, i -> true, low, high);
  }

  /** Copies a square window out of an image. */
  static float[] cut(float[] values, int width, int row, int column, int side) {
    float[] window = new float[side * side];
    for (int r = 0; r < side; r++) {
      System.arraycopy(values, (row + r) * width + column, window, r * side, side);
    }
    return window;
  }
}
