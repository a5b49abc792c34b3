package alrc.stem.crop;

import alrc.stem.image.StoredScale;

/**
 * The pixels of a crop, and how to turn them into stored values. Immutable; callers must not change
 * its array.
 */
public final class Patch {
  private final float[] pixels;
  private final StoredScale scale;
  private final double min;
  private final double max;

  /**
   * Joins pixels and the facts about them.
   *
   * @param pixels row-major
   * @param scale that turns pixels into stored values
   * @param min smallest stored value, with non-finite ones taken as 0; NaN if it follows from the
   *     pixels
   * @param max largest stored value, likewise
   */
  public Patch(float[] pixels, StoredScale scale, double min, double max) {
    this.pixels = pixels;
    this.scale = scale;
    this.min = min;
    this.max = max;
  }

  /** Returns the pixels, row-major. */
  public float[] pixels() {
    return pixels;
  }

  /** Returns the scale that turns pixels into stored values. */
  public StoredScale scale() {
    return scale;
  }

  /** Returns the smallest stored value; NaN if it follows from the pixels. */
  public double min() {
    return min;
  }

  /** Returns the largest stored value; NaN if it follows from the pixels. */
  public double max() {
    return max;
  }
}
