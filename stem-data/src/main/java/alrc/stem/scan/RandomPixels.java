package alrc.stem.scan;

import alrc.settings.Preset;
import alrc.stem.image.SeededGenerator;
import java.util.random.RandomGenerator;

/**
 * Pixels at random, every set of the same size equally likely: selection sampling (Knuth, The Art
 * of Computer Programming 2, 3.4.2, algorithm S). Measured coverage is the nominal one, rounded to
 * whole pixels.
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
  public ScanMask mask(int height, int width) {
    RandomGenerator random = SeededGenerator.of(seed + "|" + kind());
    float[] weights = new float[height * width];
    int wanted = Coverage.of(weights.length, coverage);
    for (int i = 0; i < weights.length; i++) {
      if (random.nextInt(weights.length - i) < wanted) {
        weights[i] = 1;
        wanted--;
      }
    }
    return Coverage.mask(height, width, weights, coverage, this);
  }
}
