package alrc.core.metric;

import java.util.Locale;

/**
 * A completion and the truth that it is scored against: in this project the blurred truth. Both are
 * row-major with values on [−1, 1], so that the data range is 2; values outside are allowed and
 * count as they are. Not to be changed. A class, not a record: it owns arrays.
 */
public final class ImagePair {
  /** The largest difference of two values on [−1, 1]. */
  static final double RANGE = 2;

  private final float[] truth;
  private final float[] completion;
  private final int height;
  private final int width;

  /**
   * Takes both images; the arrays are not copied.
   *
   * @param truth {@code height × width} values
   * @param completion {@code height × width} values
   * @throws IllegalArgumentException if a length does not fit, or if a value is NaN or infinite:
   *     the message names the image and the pixel. A metric never sees such a value.
   */
  public ImagePair(float[] truth, float[] completion, int height, int width) {
    check("truth", truth, height, width);
    check("completion", completion, height, width);
    this.truth = truth;
    this.completion = completion;
    this.height = height;
    this.width = width;
  }

  private static void check(String name, float[] image, int height, int width) {
    if (height < 1 || width < 1 || image.length != (long) height * width) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: %d values must be height × width = %d × %d",
              name,
              image.length,
              height,
              width));
    }
    for (int i = 0; i < image.length; i++) {
      if (!Float.isFinite(image[i])) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s: the value %s at row %d, column %d must be finite",
                name,
                image[i],
                i / width,
                i % width));
      }
    }
  }

  /** The truth, {@code height × width}. */
  public float[] truth() {
    return truth;
  }

  /** The completion, {@code height × width}. */
  public float[] completion() {
    return completion;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** Columns. */
  public int width() {
    return width;
  }

  /** The mean over pixels of (completion − truth)². */
  double meanSquaredError() {
    double sum = 0;
    for (int i = 0; i < truth.length; i++) {
      double error = (double) completion[i] - truth[i];
      sum += error * error;
    }
    return sum / truth.length;
  }

  /** Refuses images that are smaller than a metric needs. */
  void requireSide(int least, String metric) {
    if (Math.min(height, width) < least) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: an image of %d × %d pixels: each side must be >= %d pixels",
              metric,
              height,
              width,
              least));
    }
  }
}
