package alrc.stem.scan;

/** How long and how brightly a scan is exposed. Immutable; callers must not change its array. */
public final class Exposure {
  private final float[] dwells;
  private final double dwell;
  private final double mean;

  /**
   * Takes the times.
   *
   * @param dwells one per selected pixel: how long the probe is in it, in units of the dwell; not
   *     copied
   * @param dwell in seconds
   * @param mean of the signal over the whole crop, over 0
   */
  public Exposure(float[] dwells, double dwell, double mean) {
    this.dwells = dwells;
    this.dwell = dwell;
    this.mean = mean;
  }

  /** Returns how long the probe is in each selected pixel, in units of the dwell. */
  public float[] dwells() {
    return dwells;
  }

  /** Returns the seconds of a dwell. */
  public double dwell() {
    return dwell;
  }

  /** Returns the mean of the signal over the whole crop. */
  public double mean() {
    return mean;
  }
}
