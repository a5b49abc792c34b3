package alrc.stem.baseline;

import alrc.stem.scan.Scan;
import alrc.stem.scan.ScanMask;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a scan says about the truth: an estimate on [−1, 1] at each selected pixel, or beyond where
 * there is noise. Immutable; callers must not change its arrays.
 */
public final class Samples {
  private final ScanMask mask;
  private final float[] values;

  /**
   * Takes estimates.
   *
   * @param mask which selects at least one pixel; each side is at least 2 pixels
   * @param values one per selected pixel, in row-major order; not copied
   * @throws IllegalArgumentException if the mask or the number of values does not fit, or if a
   *     value is NaN or infinite
   */
  public Samples(ScanMask mask, float[] values) {
    if (mask.selected().length == 0) {
      throw new IllegalArgumentException(
          "the mask selects no pixel: a completion needs at least one");
    }
    if (Math.min(mask.height(), mask.width()) < 2) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a mask of %d × %d pixels: each side must be >= 2 pixels",
              mask.height(),
              mask.width()));
    }
    if (values.length != mask.selected().length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d values must be %d, the number of selected pixels",
              values.length,
              mask.selected().length));
    }
    checkFinite(mask, values);
    this.mask = mask;
    this.values = values;
  }

  /**
   * Takes a scan.
   *
   * @param scale of the scan's values
   */
  public static Samples of(Scan scan, ScanScale scale) {
    return new Samples(scan.mask(), scale.truth(scan));
  }

  private static void checkFinite(ScanMask mask, float[] values) {
    for (int k = 0; k < values.length; k++) {
      if (!Float.isFinite(values[k])) {
        int pixel = mask.selected()[k];
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the value %s at row %d, column %d must be finite",
                values[k],
                pixel / mask.width(),
                pixel % mask.width()));
      }
    }
  }

  /** Returns which pixels are selected. */
  public ScanMask mask() {
    return mask;
  }

  /** Returns one value per selected pixel, in row-major order. */
  public float[] values() {
    return values;
  }

  /** Returns how many pixels are selected. */
  int count() {
    return values.length;
  }

  int height() {
    return mask.height();
  }

  int width() {
    return mask.width();
  }

  /** Returns the indices of the selected pixels, ascending. */
  int[] selected() {
    return mask.selected();
  }

  /** Returns for each pixel of the image whether it is selected. */
  boolean[] known() {
    boolean[] known = new boolean[height() * width()];
    for (int pixel : selected()) {
      known[pixel] = true;
    }
    return known;
  }

  /** Returns a whole image: the values where there are some, their mean elsewhere. */
  double[] filledWithMean() {
    double[] image = new double[height() * width()];
    Arrays.fill(image, mean());
    for (int k = 0; k < values.length; k++) {
      image[selected()[k]] = values[k];
    }
    return image;
  }

  private double mean() {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
