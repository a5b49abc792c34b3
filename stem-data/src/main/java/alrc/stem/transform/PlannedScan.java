package alrc.stem.transform;

import alrc.stem.scan.Noise;
import alrc.stem.scan.PathFacts;
import alrc.stem.scan.ScanMask;
import alrc.stem.scan.ScanPath;
import alrc.stem.scan.Timing;
import alrc.stem.scan.Visits;
import alrc.stem.scan.noise.BeamCurrent;
import alrc.stem.scan.noise.PoissonNoise;
import java.util.OptionalDouble;

/**
 * The scan of a recipe, at the size of its crops.
 *
 * @param timing of the path
 * @param electrons that are detected in one dwell on average, if the recipe counts electrons
 */
public record PlannedScan(ScanPath path, Timing timing, ScanMask mask, OptionalDouble electrons) {
  static PlannedScan of(Transform step, ScanPath path, int side) {
    ScanMask mask = DrawnPaths.mask(path, side, side);
    if (!(step instanceof ProbeScan scan)) {
      return new PlannedScan(path, path.timing(Timing.DEFAULT), mask, OptionalDouble.empty());
    }
    OptionalDouble electrons =
        scan.noise().stream()
            .map(noise -> electrons(noise, scan.clock().dwell()))
            .filter(OptionalDouble::isPresent)
            .findFirst()
            .orElse(OptionalDouble.empty());
    return new PlannedScan(path, scan.clock(), mask, electrons);
  }

  private static OptionalDouble electrons(Noise noise, double dwell) {
    if (noise instanceof PoissonNoise poisson) {
      return OptionalDouble.of(poisson.dose());
    }
    return noise instanceof BeamCurrent beam
        ? OptionalDouble.of(beam.electrons(dwell))
        : OptionalDouble.empty();
  }

  /** Returns what the path asks of an instrument. */
  public PathFacts facts() {
    return PathFacts.of(path, mask, timing);
  }

  /** Returns the path in time. */
  public Visits visits() {
    return Visits.of(path, mask.height(), mask.width(), timing);
  }
}
