package alrc.stem.scan.path;

import alrc.stem.scan.Probe;
import alrc.stem.scan.ScanPath;

/**
 * An Archimedean spiral of constant angular velocity: along r = θ/(2πc), from the middle to the
 * corners of the image, in the time that {@link LinearSpiral} takes. Both coils follow sines of one
 * frequency; the middle gets more dose than the edge (Sang et al., Advanced Structural and Chemical
 * Imaging 2, 6, 2016, doi 10.1186/s40679-016-0020-3). At the radius r the probe spends R/(2r)
 * dwells on a pixel of its way, where R is half the diagonal of the image. Outside the image it
 * moves on and nothing is recorded.
 *
 * @param coverage c: turns are 1/c pixels apart; in [1e-6, 1]
 */
public record AngularSpiral(double coverage) implements ScanPath {
  /** Checks the coverage. */
  public AngularSpiral {
    Coverage.check(coverage, 1);
  }

  @Override
  public String kind() {
    return "angular-spiral";
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
    double last = winding.lastAngle();
    long points = 1 + (long) (last * winding.radius() * Winding.POINTS);
    double share = winding.way(last) / points;
    for (long i = 0; i < points; i++) {
      winding.dwell(probe, last * i / points, share);
    }
  }
}
