package alrc.stem.scan.path;

import alrc.settings.Preset;
import alrc.stem.image.SeededGenerator;
import alrc.stem.scan.Probe;
import alrc.stem.scan.ScanPath;
import java.util.random.RandomGenerator;

/**
 * Pixels at random, every set of the same size equally likely: selection sampling (Knuth, The Art
 * of Computer Programming 2, 3.4.2, algorithm S). Measured coverage is the nominal one, rounded to
 * whole pixels. The probe visits them row by row.
 *
 * @param coverage fraction of pixels, in [1e-6, 1]; at least one pixel is scanned
 * @param seed of the drawing
 */
public record RandomPixels(double coverage, @Preset("0") long seed) implements ScanPath {
  /** Checks the coverage, and that the seed acts. */
  public RandomPixels {
    Coverage.check(coverage, 1);
    Coverage.checkActs(coverage < 1, seed == 0, "seed", seed, "as every pixel is scanned");
  }

  @Override
  public String kind() {
    return "random-pixels";
  }

  @Override
  public double tolerance(int height, int width) {
    return 1.0 / height / width;
  }

  @Override
  public double nominalCoverage(int height, int width) {
    return coverage;
  }

  @Override
  public void trace(Probe probe) {
    RandomGenerator random = SeededGenerator.of(seed + "|" + kind());
    int pixels = probe.height() * probe.width();
    int wanted = Coverage.of(pixels, coverage);
    int row = -1;
    for (int i = 0; i < pixels && wanted > 0; i++) {
      if (random.nextInt(pixels - i) < wanted) {
        if (row >= 0 && i / probe.width() != row) {
          probe.flyback();
        }
        row = i / probe.width();
        probe.dwellIn(row, i % probe.width());
        wanted--;
      }
    }
  }
}
