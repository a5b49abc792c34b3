package alrc.core.data;

import alrc.core.random.Randomness;
import java.util.SplittableRandom;

/**
 * A drawn lattice of atomic columns.
 *
 * <p>Lengths are in pixels, angles in radians. Brightness is cos-shaped along both lattice
 * directions, sharpened to the given power.
 *
 * @param angle of the first lattice direction
 * @param spacing between columns
 * @param sharpness how narrow the columns are
 * @param noise standard deviation of the noise
 * @param slope change of the background over one pixel
 * @param edge distance of the specimen's edge from the origin; beyond it is vacuum
 */
record LatticeWindow(
    double angle, double spacing, int sharpness, double noise, double slope, double edge) {

  /** Draws a lattice for a window of side × side pixels. */
  static LatticeWindow draw(SplittableRandom random, int side) {
    double angle = StrictMath.PI * random.nextDouble();
    double spacing = 3 + 9 * random.nextDouble() * random.nextDouble();
    int sharpness = 1 + random.nextInt(4);
    double noise = 0.02 + 0.1 * random.nextDouble() * random.nextDouble();
    double slope = 0.02 * (2 * random.nextDouble() - 1);
    double edge = random.nextInt(4) == 0 ? side * random.nextDouble() : Double.POSITIVE_INFINITY;
    return new LatticeWindow(angle, spacing, sharpness, noise, slope, edge);
  }

  /** Paints side × side values, rescaled to [−1, 1], row-major from an offset. */
  void paint(float[] destination, int offset, int side, SplittableRandom random) {
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (int r = 0; r < side; r++) {
      for (int c = 0; c < side; c++) {
        double value = brightness(c, r) + noise * Randomness.normal(random);
        destination[offset + r * side + c] = (float) value;
        lowest = Math.min(lowest, value);
        highest = Math.max(highest, value);
      }
    }
    double middle = (lowest + highest) / 2;
    double half = Math.max((highest - lowest) / 2, 1e-6);
    for (int i = offset; i < offset + side * side; i++) {
      destination[i] = (float) ((destination[i] - middle) / half);
    }
  }

  private double brightness(double x, double y) {
    double along = x * StrictMath.cos(angle) + y * StrictMath.sin(angle);
    double across = y * StrictMath.cos(angle) - x * StrictMath.sin(angle);
    if (along > edge) {
      return 0;
    }
    double columns = (1 + wave(along)) * (1 + wave(across)) / 4;
    double sharp = columns;
    for (int i = 1; i < sharpness; i++) {
      sharp *= columns;
    }
    return 0.2 + slope * across + sharp;
  }

  private double wave(double position) {
    return StrictMath.cos(2 * StrictMath.PI * position / spacing);
  }
}
