package alrc.stem.scan.path;

import alrc.stem.scan.Probe;

/**
 * An Archimedean spiral r = aθ, a = 1/(2πc), from the middle of an image to its corners, so that
 * turns are 1/c pixels apart; c is the coverage.
 */
record Winding(double a, double radius) {
  /** Points per pixel of way: the weight of a pixel is then the way inside it, to about 1/10. */
  static final int POINTS = 4;

  static Winding of(double coverage, Probe probe) {
    double height = probe.height();
    double width = probe.width();
    double radius = StrictMath.sqrt(height * height + width * width) / 2;
    return new Winding(1 / (2 * StrictMath.PI * coverage), radius);
  }

  double lastAngle() {
    return radius / a;
  }

  /** Returns the way from the middle to an angle, in pixels: ∫ a √(1 + θ²) dθ. */
  double way(double angle) {
    double root = StrictMath.sqrt(1 + angle * angle);
    return a / 2 * (angle * root + StrictMath.log(angle + root));
  }

  /** Dwells at an angle. */
  void dwell(Probe probe, double angle, double share) {
    double x = probe.width() / 2.0 + a * angle * StrictMath.cos(angle);
    double y = probe.height() / 2.0 + a * angle * StrictMath.sin(angle);
    probe.dwell(x, y, share);
  }

  /**
   * Returns how far the mean weight lies from c at most: turns closer than two pixels meet in
   * pixels that count once, and points beside the edge fall on either side.
   */
  static double tolerance(double coverage, int height, int width) {
    double relative = coverage < 0.25 ? 0.15 : 0.4;
    return relative * coverage + 4.0 / Math.min(height, width);
  }
}
