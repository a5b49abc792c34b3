package alrc.stem.crop;

import alrc.stem.image.Pixels;
import alrc.stem.image.StoredRange;
import alrc.stem.image.StoredScale;

/** Cuts crops out of bands of rows. */
public final class Cut {
  private Cut() {}

  /** Returns the first row of an image that a crop which begins in a row needs. */
  public static int firstRow(int row) {
    return Math.max(0, row);
  }

  /** Returns how many rows of an image a crop which begins in a row needs. */
  public static int rows(int row, int side, int height) {
    return Math.min(height, row + side) - firstRow(row);
  }

  /**
   * Cuts a crop and keeps its contrast, whatever the type of its pixels.
   *
   * @param band the rows that {@link #firstRow} and {@link #rows} name, at full width
   * @param row first row of the crop in its image; may be negative
   * @param col first column of the crop; may be negative
   * @param side rows and columns of the crop
   */
  public static Patch patch(Pixels band, int row, int col, int side, Padding pad) {
    if (!band.type().isWide()) {
      float[] pixels = pixels(band, row, col, side, pad);
      return new Patch(pixels, StoredScale.PLAIN, Double.NaN, Double.NaN);
    }
    double[] values = values(band, row, col, side, pad);
    StoredRange range = new StoredRange();
    for (double value : values) {
      range.add(value);
    }
    StoredScale scale = range.scale();
    if (scale.isPlain()) {
      return new Patch(pixels(band, row, col, side, pad), scale, range.min(), range.max());
    }
    float[] pixels = new float[values.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = scale.pixel(values[i]);
    }
    return new Patch(pixels, scale, range.min(), range.max());
  }

  private static double[] values(Pixels band, int row, int col, int side, Padding pad) {
    int above = firstRow(row) - row;
    int left = Math.max(0, -col);
    int first = Math.max(0, col);
    int count = Math.min(band.width(), col + side) - first;
    double[] values = new double[side * side];
    for (int r = 0; r < side; r++) {
      int line = pad.index(r - above, band.rows());
      for (int c = 0; c < side; c++) {
        int place = pad.index(c - left, count);
        boolean fixed = line == Padding.FIXED || place == Padding.FIXED;
        values[r * side + c] = fixed ? pad.value() : band.at(line * band.width() + first + place);
      }
    }
    return values;
  }

  /**
   * Cuts a crop.
   *
   * @param band the rows that {@link #firstRow} and {@link #rows} name, at full width
   * @param row first row of the crop in its image; may be negative
   * @param col first column of the crop; may be negative
   * @param side rows and columns of the crop
   * @return {@code side × side} stored values in float32, row-major
   */
  public static float[] pixels(Pixels band, int row, int col, int side, Padding pad) {
    float[] pixels = new float[side * side];
    int above = firstRow(row) - row;
    int left = Math.max(0, -col);
    int first = Math.max(0, col);
    int count = Math.min(band.width(), col + side) - first;
    for (int r = 0; r < side; r++) {
      int source = pad.index(r - above, band.rows());
      if (source != Padding.FIXED) {
        band.toFloats(source * band.width() + first, pixels, r * side + left, count);
      }
    }
    if (count < side || band.rows() < side) {
      pad(pixels, side, above, band.rows(), left, count, pad);
    }
    return pixels;
  }

  /** Fills the columns outside the image, and rows of a fixed value. */
  private static void pad(
      float[] pixels, int side, int above, int height, int left, int width, Padding pad) {
    for (int r = 0; r < side; r++) {
      boolean fixed = pad.index(r - above, height) == Padding.FIXED;
      for (int c = 0; c < side; c++) {
        boolean inside = c >= left && c < left + width;
        if (fixed || !inside) {
          int source = fixed ? Padding.FIXED : pad.index(c - left, width);
          pixels[r * side + c] =
              source == Padding.FIXED ? pad.value() : pixels[r * side + left + source];
        }
      }
    }
  }
}
