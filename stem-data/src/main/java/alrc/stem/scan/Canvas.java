package alrc.stem.scan;

/** A rectangle of pixels, 0 or 1, on which paths are drawn. */
final class Canvas {
  private final int height;
  private final int width;
  private final byte[] pixels;

  Canvas(int height, int width) {
    this.height = height;
    this.width = width;
    this.pixels = new byte[height * width];
  }

  /** Takes the pixels of a line. */
  @FunctionalInterface
  interface Plot {
    /**
     * Takes one pixel.
     *
     * @param step of the line, from 0
     */
    void pixel(int x, int y, int step);
  }

  /** Draws a one-pixel line, both ends included. */
  void line(int x0, int y0, int x1, int y1) {
    walk(x0, y0, x1, y1, (x, y, step) -> set(x, y));
    set(x1, y1);
  }

  /**
   * Walks along a line, its end left out: Bresenham's integer algorithm (IBM Systems Journal 4(1),
   * 1965) in the form that Pillow has, on which the published masks depend: the error is tested
   * with {@code e ≥ 0} before the step is added, so the direction of the line matters.
   */
  static void walk(int x0, int y0, int x1, int y1, Plot plot) {
    int dx = StrictMath.abs(x1 - x0);
    int dy = StrictMath.abs(y1 - y0);
    boolean flat = dx > dy;
    int major = flat ? dx : dy;
    int minor = flat ? dy : dx;
    int xStep = x1 < x0 ? -1 : 1;
    int yStep = y1 < y0 ? -1 : 1;
    int x = x0;
    int y = y0;
    int error = 2 * minor - major;
    for (int i = 0; i < major; i++) {
      plot.pixel(x, y, i);
      if (error >= 0) {
        x += flat ? 0 : xStep;
        y += flat ? yStep : 0;
        error -= 2 * major;
      }
      error += 2 * minor;
      x += flat ? xStep : 0;
      y += flat ? 0 : yStep;
    }
  }

  private void set(int x, int y) {
    if (x >= 0 && x < width && y >= 0 && y < height) {
      pixels[y * width + x] = 1;
    }
  }

  /** Returns the whole canvas, row-major, each pixel 0 or 1. */
  float[] weights() {
    float[] weights = new float[pixels.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = pixels[i];
    }
    return weights;
  }

  /**
   * Returns the canvas smoothed by [1 2 1]⊗[1 2 1]/16, its edges reflected without repeating the
   * edge pixel.
   */
  float[] smoothed() {
    float[] smooth = new float[pixels.length];
    for (int row = 0; row < height; row++) {
      for (int col = 0; col < width; col++) {
        int sum = 0;
        for (int dr = -1; dr <= 1; dr++) {
          int line = reflected(row + dr, height) * width;
          int across =
              pixels[line + reflected(col - 1, width)]
                  + 2 * pixels[line + col]
                  + pixels[line + reflected(col + 1, width)];
          sum += dr == 0 ? 2 * across : across;
        }
        smooth[row * width + col] = sum / 16f;
      }
    }
    return smooth;
  }

  private static int reflected(int i, int length) {
    return i < 0 ? -i : i < length ? i : 2 * length - 2 - i;
  }
}
