package alrc.stem.baseline;

/**
 * The value of the nearest selected pixel, by Euclidean distance; of equally near ones the first in
 * row-major order. Selected pixels are found with JTS's Hilbert-packed R-tree.
 */
public record Nearest() implements Baseline {
  @Override
  public String name() {
    return "nearest";
  }

  @Override
  public String source() {
    return "value of the nearest selected pixel";
  }

  @Override
  public float[] complete(Samples samples) {
    float[] image = samples.mask().spread(samples.values());
    boolean[] missing = samples.known();
    for (int i = 0; i < missing.length; i++) {
      missing[i] = !missing[i];
    }
    fill(image, missing, samples);
    return image;
  }

  /** Fills the pixels that are missing. */
  static void fill(float[] image, boolean[] missing, Samples samples) {
    Neighbours neighbours = new Neighbours(samples, 1);
    for (int i = 0; i < image.length; i++) {
      if (missing[i]) {
        int nearest = neighbours.nearest(i / samples.width(), i % samples.width())[0];
        image[i] = samples.values()[nearest];
      }
    }
  }
}
