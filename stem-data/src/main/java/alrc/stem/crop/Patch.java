package alrc.stem.crop;

import alrc.stem.image.StoredScale;

/** The pixels of a crop, and what they stand for. Immutable; its array is not to be written to. */
public final class Patch {
  private final float[] pixels;
  private final StoredScale scale;
  private final double min;
  private final double max;

  /**
   * Joins pixels and what they stand for.
   *
   * @param pixels row-major
   * @param scale by which they stand for stored values
   * @param min smallest stored value, non-finite ones taken as 0; NaN where the pixels say it
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

  /** Returns the scale by which they stand for stored values. */
  public StoredScale scale() {
    return scale;
  }

  /** Returns the smallest stored value; NaN where the pixels say it. */
  public double min() {
    return min;
  }

  /** Returns the largest stored value; NaN where the pixels say it. */
  public double max() {
    return max;
  }
}
