package alrc.stem.scan;

import alrc.settings.SettingMistake;
import java.util.BitSet;

/**
 * A path in time: the visits of the probe to pixels, in the order of time. Each has a middle time
 * and a duration in seconds, and a place in pixels. Immutable; callers must not change its arrays.
 */
public final class Visits {
  /** The most visits that a path may have: 2^22, the pixels of a frame of 2048 × 2048. */
  public static final int MOST = 1 << 22;

  /** The pixel of a visit outside the image. */
  static final int OUTSIDE = -1;

  private final int[] pixels;
  private final double[] times;
  private final float[] durations;
  private final float[] x;
  private final float[] y;
  private final BitSet starts;

  Visits(int[] pixels, double[] times, float[] durations, float[] x, float[] y, BitSet starts) {
    this.pixels = pixels;
    this.times = times;
    this.durations = durations;
    this.x = x;
    this.y = y;
    this.starts = starts;
  }

  /**
   * Follows a path over an image.
   *
   * @throws SettingMistake if it has more than {@link #MOST} visits
   */
  public static Visits of(ScanPath path, int height, int width, Timing given) {
    Timing timing = path.timing(given);
    VisitCollector visits = new VisitCollector(path.kind(), height, width);
    if (path.drawing() == Drawing.DWELLS) {
      path.trace(new Probe(height, width, timing, visits.dwells(timing.dwell())));
    } else {
      path.trace(new Probe(height, width, timing, visits.lines()));
    }
    return visits.done();
  }

  /** Returns how many there are. */
  public int count() {
    return pixels.length;
  }

  /** Returns the indices of the pixels, row-major; −1 where the probe is outside the image. */
  public int[] pixels() {
    return pixels;
  }

  /** Returns the middle of each visit, in seconds from the start of the scan. */
  public double[] times() {
    return times;
  }

  /** Returns how long each visit lasts, in seconds. */
  public float[] durations() {
    return durations;
  }

  /** Returns where the probe is meant to be, in pixels from the left edge. */
  public float[] x() {
    return x;
  }

  /** Returns where the probe is meant to be, in pixels from the upper edge. */
  public float[] y() {
    return y;
  }

  /** Returns whether a line starts with a visit: after a flyback, or at the start of the scan. */
  public boolean starts(int visit) {
    return starts.get(visit);
  }
}
