package alrc.stem.scan.path;

import alrc.settings.SettingMistake;
import alrc.stem.scan.Drawing;
import alrc.stem.scan.Probe;
import alrc.stem.scan.ScanPath;

/**
 * An Archimedean spiral from the centre, as drawn by Ede &amp; Beanland, "Partial Scanning
 * Transmission Electron Microscopy with Deep Learning", arXiv:1905.13667, and its published code.
 *
 * <p>r = aθ with a = 1/(2πc) on a canvas of S = ⌈√2·side⌉, so that turns are 1/c pixels apart;
 * 10,000 points, truncated to whole pixels and joined by one-pixel lines; the centre is cut out and
 * smoothed by [1 2 1]⊗[1 2 1]/16. At side 512 and coverage 1/20 it equals the published masks in
 * every pixel; other sides use the same formula.
 *
 * <p>In time, the probe moves at one pixel per dwell.
 *
 * <p>Turns so near that they overlap cover less than is asked, hence the limit of 1/2.
 *
 * @param coverage c: the nominal fraction of pixels on the path, in [1e-6, 0.5]
 */
public record Spiral(double coverage) implements ScanPath {
  private static final int POINTS = 10_000;
  private static final int SMALLEST_SIDE = 8;
  private static final int MOST_SEPARATE = 400;

  /** Checks the coverage. */
  public Spiral {
    Coverage.check(coverage, 0.5);
  }

  @Override
  public String kind() {
    return "spiral";
  }

  /**
   * Turns near the centre and smoothing at the edge count for more where the image is small. Where
   * c · side is over 400, the points, fewer than 35 a turn, join into polygons that cross.
   */
  @Override
  public double tolerance(int height, int width) {
    double relative = coverage * height > MOST_SEPARATE ? 0.3 : 0.15;
    return relative * coverage + 2.0 / height;
  }

  @Override
  public double nominalCoverage(int height, int width) {
    return coverage;
  }

  @Override
  public Drawing drawing() {
    return Drawing.SOFT_LINES;
  }

  @Override
  public void trace(Probe probe) {
    int side = probe.height();
    if (side != probe.width() || side < SMALLEST_SIDE) {
      throw new SettingMistake(
          "spiral size",
          side + "×" + probe.width(),
          "must be a square of at least " + SMALLEST_SIDE + " pixels a side");
    }
    int canvasSide = (int) StrictMath.ceil(StrictMath.sqrt(2) * side);
    double start = canvasSide / 2 - side / 2;
    double radius = canvasSide / 2.0;
    double a = 1 / (2 * StrictMath.PI * coverage);
    double lastAngle = radius / a;
    double x = radius;
    double y = radius;
    probe.move(x - start, y - start, 0);
    for (int i = 1; i < POINTS; i++) {
      double angle = i * lastAngle / POINTS;
      double nextX = a * angle * StrictMath.cos(angle) + radius;
      double nextY = a * angle * StrictMath.sin(angle) + radius;
      double way = StrictMath.sqrt((nextX - x) * (nextX - x) + (nextY - y) * (nextY - y));
      probe.move(nextX - start, nextY - start, way);
      x = nextX;
      y = nextY;
    }
  }
}
