package alrc.jobs.complete;

import java.util.Locale;

/** Checks of pixels. */
final class Values {
  private Values() {}

  /** The index of the first value that is NaN or infinite; −1 where there is none. */
  static int firstNotFinite(float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        return i;
      }
    }
    return -1;
  }

  /** A value and its pixel in words. */
  static String place(float value, int pixel, int width) {
    return String.format(
        Locale.ROOT, "the value %s at row %d, column %d", value, pixel / width, pixel % width);
  }
}
