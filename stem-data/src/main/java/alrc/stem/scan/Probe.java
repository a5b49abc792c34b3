package alrc.stem.scan;

/** The probe as a path moves it: it counts the time and passes the points on. */
public final class Probe {
  private final int height;
  private final int width;
  private final Timing timing;
  private final PointSink sink;
  private double clock;
  private boolean starts = true;

  /**
   * Makes a probe at the start of a scan.
   *
   * @param height rows of the image
   * @param width columns of the image
   */
  public Probe(int height, int width, Timing timing, PointSink sink) {
    this.height = height;
    this.width = width;
    this.timing = timing;
    this.sink = sink;
  }

  /** Returns the rows of the image. */
  public int height() {
    return height;
  }

  /** Returns the columns of the image. */
  public int width() {
    return width;
  }

  /** Dwells once in the middle of a pixel. */
  public void dwellIn(int row, int col) {
    dwell(col + 0.5, row + 0.5, 1);
  }

  /**
   * Dwells at a place.
   *
   * @param share of one dwell
   */
  public void dwell(double x, double y, double share) {
    sink.point(clock, x, y, share, starts);
    clock += share * timing.dwell();
    starts = false;
  }

  /**
   * Moves on to a place, along a line in each of whose pixels the probe dwells.
   *
   * @param dwells how long the way takes, in dwells
   */
  public void move(double x, double y, double dwells) {
    clock += dwells * timing.dwell();
    sink.point(clock, x, y, 1, starts);
    starts = false;
  }

  /** Flies back: the next point starts a line. */
  public void flyback() {
    if (timing.flyback() > 0) {
      clock += timing.flyback();
      starts = true;
    }
  }

  /** Passes on a point that has its own time, as in {@link PointSink#point}. */
  public void at(double time, double x, double y, double share, boolean lineStarts) {
    sink.point(time, x, y, share, lineStarts);
  }
}
