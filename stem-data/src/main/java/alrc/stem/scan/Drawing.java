package alrc.stem.scan;

/**
 * How the points of a path become pixels. A point is in the pixel of its whole coordinates. The
 * weight of a pixel is the time that the probe spends in it, in units of the path's dwell, at most
 * 1.
 */
public enum Drawing {
  /** The probe dwells at each point. */
  DWELLS,
  /**
   * The probe moves from point to point and dwells once in each pixel of Bresenham's line between
   * their pixels; a pixel where lines cross counts once.
   */
  LINES,
  /** Lines, whose weights are smoothed by [1 2 1]⊗[1 2 1]/16, as in the published masks. */
  SOFT_LINES
}
