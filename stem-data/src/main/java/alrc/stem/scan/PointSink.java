package alrc.stem.scan;

/** Takes the points of a scan path, in the order of time. */
@FunctionalInterface
public interface PointSink {
  /**
   * Takes one point.
   *
   * @param time at which the probe arrives, in seconds from the start of the scan
   * @param x in pixels from the left edge: pixel c extends from c to c + 1
   * @param y in pixels from the upper edge
   * @param share how long the probe dwells, in units of the path's dwell
   * @param starts whether a line starts here, after a flyback or at the start of the scan
   */
  void point(double time, double x, double y, double share, boolean starts);
}
