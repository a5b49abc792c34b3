package alrc.stem.scan;

import java.util.Locale;

/** What a probe measured along its path. Immutable; callers must not change its array. */
public final class Scan {
  private final ScanMask mask;
  private final float[] values;

  /**
   * Takes measured values.
   *
   * @param values one per selected pixel of the mask, in row-major order; not copied
   */
  public Scan(ScanMask mask, float[] values) {
    if (values.length != mask.selected().length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d scan values: the mask selects %d pixels",
              values.length,
              mask.selected().length));
    }
    this.mask = mask;
    this.values = values;
  }

  /** Returns the path. */
  public ScanMask mask() {
    return mask;
  }

  /** Returns one value per selected pixel, in row-major order. */
  public float[] values() {
    return values;
  }

  /** Returns the whole image, {@code height × width}, 0 off the path. */
  public float[] spread() {
    return mask.spread(values);
  }
}
