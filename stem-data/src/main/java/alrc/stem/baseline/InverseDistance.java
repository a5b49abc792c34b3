package alrc.stem.baseline;

import alrc.settings.Limits;

/**
 * Weighs the nearest selected pixels by 1/d^power, d their distance; a selected pixel keeps its
 * value. Source: Shepard, "A two-dimensional interpolation function for irregularly-spaced data",
 * doi:10.1145/800186.810616, over a bounded neighbourhood.
 *
 * @param neighbours how many pixels, at least 1; of equally distant ones the first in row-major
 *     order
 * @param power of the distance, over 0
 */
public record InverseDistance(int neighbours, double power) implements Baseline {
  /** Takes Shepard's power of 2 and 12 neighbours. */
  public InverseDistance() {
    this(12, 2);
  }

  /** Checks both. */
  public InverseDistance {
    Limits.atLeast("neighbours", neighbours, 1);
    Limits.positive("power", power);
  }

  @Override
  public String name() {
    return "inverse-distance";
  }

  @Override
  public String source() {
    return "inverse distance weighting of " + neighbours + " neighbours (Shepard 1968)";
  }

  @Override
  public float[] complete(Samples samples) {
    float[] image = samples.mask().spread(samples.values());
    boolean[] known = samples.known();
    Neighbours nearest = new Neighbours(samples, neighbours);
    for (int i = 0; i < image.length; i++) {
      if (!known[i]) {
        image[i] = weighed(samples, nearest, i / samples.width(), i % samples.width());
      }
    }
    return image;
  }

  private float weighed(Samples samples, Neighbours nearest, int row, int col) {
    double sum = 0;
    double weights = 0;
    for (int k : nearest.nearest(row, col)) {
      double weight = StrictMath.pow((double) nearest.squaredDistance(row, col, k), -power / 2);
      sum += weight * samples.values()[k];
      weights += weight;
    }
    return (float) (sum / weights);
  }
}
