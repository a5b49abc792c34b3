package alrc.stem.scan.path;

import alrc.stem.scan.Probe;
import alrc.stem.scan.ScanPath;

/**
 * An Archimedean spiral of constant linear velocity: the probe moves along r = θ/(2πc) at one pixel
 * per dwell, from the middle to the corners of the image, so that the dose is even (Sang et al.,
 * "Dynamic scan control in STEM: spiral scans", Advanced Structural and Chemical Imaging 2, 6,
 * 2016, doi 10.1186/s40679-016-0020-3). The angle at a time solves way(θ) = t, by Newton's method.
 * Outside the image the probe moves on and nothing is recorded.
 *
 * @param coverage c: turns are 1/c pixels apart; in [1e-6, 1]
 */
public record LinearSpiral(double coverage) implements ScanPath {
  private static final double CLOSE = 1e-10;
  private static final int STEPS = 20;

  /** Checks the coverage. */
  public LinearSpiral {
    Coverage.check(coverage, 1);
  }

  @Override
  public String kind() {
    return "linear-spiral";
  }

  @Override
  public double nominalCoverage(int height, int width) {
    return coverage;
  }

  @Override
  public double tolerance(int height, int width) {
    return Winding.tolerance(coverage, height, width);
  }

  @Override
  public void trace(Probe probe) {
    Winding winding = Winding.of(coverage, probe);
    double angle = 0;
    long points = (long) (winding.way(winding.lastAngle()) * Winding.POINTS);
    for (long i = 0; i <= points; i++) {
      angle = solved(winding, (double) i / Winding.POINTS, angle);
      winding.dwell(probe, angle, 1.0 / Winding.POINTS);
    }
  }

  private static double solved(Winding winding, double way, double from) {
    double angle = from;
    for (int i = 0; i < STEPS; i++) {
      double slope = winding.a() * StrictMath.sqrt(1 + angle * angle);
      double change = (way - winding.way(angle)) / slope;
      angle += change;
      if (Math.abs(change) < CLOSE) {
        break;
      }
    }
    return angle;
  }
}
