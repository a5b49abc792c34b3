package alrc.stem.transform;

import java.util.Locale;

/**
 * The 5×5 Gaussian of σ = 2.5, edges reflected without repeating the edge pixel (OpenCV's
 * reflect-101), as two passes of five taps. Float32 throughout; the same bytes on every machine.
 */
public final class GaussianBlur {
  private static final int RADIUS = 2;
  private static final int TAPS = 2 * RADIUS + 1;
  private static final double SIGMA = 2.5;
  private static final float OUTER = tap(2);
  private static final float INNER = tap(1);
  private static final float CENTRE = tap(0);

  private GaussianBlur() {}

  /** Receives blurred rows, first to last. */
  interface RowSink {
    /** Takes one row; the array is used again for the next one. */
    void row(int row, float[] values);
  }

  /**
   * Blurs an image.
   *
   * @param image {@code height × width}, row-major, each side at least 3
   */
  public static float[] blur(float[] image, int height, int width) {
    float[] blurred = new float[image.length];
    rows(
        image,
        height,
        width,
        (row, values) -> System.arraycopy(values, 0, blurred, row * width, width));
    return blurred;
  }

  /** Blurs row by row, so that each row can be used while it is in the cache. */
  static void rows(float[] image, int height, int width, RowSink sink) {
    if (height <= RADIUS || width <= RADIUS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "image %d × %d: each side must be over %d", height, width, RADIUS));
    }
    float[] padded = new float[width + 2 * RADIUS];
    float[][] shifted = new float[TAPS - 1][width];
    float[][] ring = new float[TAPS][width];
    for (int row = 0; row < RADIUS; row++) {
      across(image, row * width, width, padded, shifted, ring[row]);
    }
    float[] out = new float[width];
    for (int row = 0; row < height; row++) {
      int ahead = row + RADIUS;
      if (ahead < height) {
        across(image, ahead * width, width, padded, shifted, ring[ahead % TAPS]);
      }
      weigh(
          ring[reflected(row - 2, height) % TAPS],
          ring[reflected(row - 1, height) % TAPS],
          ring[row % TAPS],
          ring[reflected(row + 1, height) % TAPS],
          ring[reflected(row + 2, height) % TAPS],
          out);
      sink.row(row, out);
    }
  }

  /**
   * Blurs along a row. Copies at four offsets cost less than one loop that reads at five offsets.
   */
  private static void across(
      float[] image, int start, int width, float[] padded, float[][] shifted, float[] out) {
    System.arraycopy(image, start, padded, RADIUS, width);
    for (int i = 1; i <= RADIUS; i++) {
      padded[RADIUS - i] = image[start + i];
      padded[RADIUS + width - 1 + i] = image[start + width - 1 - i];
    }
    for (int tap = 1; tap < TAPS; tap++) {
      System.arraycopy(padded, tap, shifted[tap - 1], 0, width);
    }
    weigh(padded, shifted[0], shifted[1], shifted[2], shifted[3], out);
  }

  /** Sums five rows by the weights of the kernel; of the plain form that becomes vector code. */
  private static void weigh(
      float[] first, float[] second, float[] third, float[] fourth, float[] fifth, float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = OUTER * (first[i] + fifth[i]) + INNER * (second[i] + fourth[i]) + CENTRE * third[i];
    }
  }

  private static int reflected(int i, int length) {
    return i < 0 ? -i : i < length ? i : 2 * length - 2 - i;
  }

  private static float tap(int distance) {
    double sum = 0;
    for (int i = -RADIUS; i <= RADIUS; i++) {
      sum += bell(i);
    }
    return (float) (bell(distance) / sum);
  }

  private static double bell(int distance) {
    return StrictMath.exp(-distance * distance / (2 * SIGMA * SIGMA));
  }
}
