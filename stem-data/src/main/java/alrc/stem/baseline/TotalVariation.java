package alrc.stem.baseline;

import alrc.settings.Limits;

/**
 * Total variation: minimises
 *
 * <pre>Σ |∇u| + fidelity/2 · Σ over selected pixels (u − f)²</pre>
 *
 * with forward differences, 0 at the last row and column, and the Euclidean length of each
 * gradient, by Chambolle and Pock's algorithm 1 with θ = 1 and steps 1/√8. It starts from {@link
 * MaskedGaussian}. Noise is removed too: selected pixels do not keep their values. Sources: Rudin,
 * Osher and Fatemi, "Nonlinear total variation based noise removal algorithms",
 * doi:10.1016/0167-2789(92)90242-F; Chambolle and Pock, "A first-order primal-dual algorithm for
 * convex problems with applications to imaging", doi:10.1007/s10851-010-0251-1.
 *
 * @param fidelity per unit of the values, over 0
 * @param iterations at least 1; the number is fixed, whether or not the minimum is reached
 */
public record TotalVariation(double fidelity, int iterations) implements Baseline {
  private static final double STEP = 1 / Math.sqrt(8);

  /** Takes a fidelity of 4 and 500 iterations. */
  public TotalVariation() {
    this(4, 500);
  }

  /** Checks both. */
  public TotalVariation {
    Limits.positive("fidelity", fidelity);
    Limits.atLeast("iterations", iterations, 1);
  }

  @Override
  public String name() {
    return "total-variation";
  }

  @Override
  public String source() {
    return "total variation, " + iterations + " iterations (Chambolle and Pock 2011)";
  }

  @Override
  public float[] complete(Samples samples) {
    double[] image = new MaskedGaussian().image(samples);
    Dual dual = new Dual(samples.height(), samples.width());
    double[] previous = new double[image.length];
    double[] ahead = image.clone();
    for (int i = 0; i < iterations; i++) {
      dual.climb(ahead);
      System.arraycopy(image, 0, previous, 0, image.length);
      dual.descend(image);
      pull(image, samples);
      for (int pixel = 0; pixel < image.length; pixel++) {
        ahead[pixel] = 2 * image[pixel] - previous[pixel];
      }
    }
    return SinglePrecision.toFloat(image);
  }

  /** Moves the selected pixels towards their values: the proximal step of the fidelity. */
  private void pull(double[] image, Samples samples) {
    double weight = STEP * fidelity;
    for (int k = 0; k < samples.count(); k++) {
      int pixel = samples.selected()[k];
      image[pixel] = (image[pixel] + weight * samples.values()[k]) / (1 + weight);
    }
  }

  /** One vector of length at most 1 per pixel. */
  private static final class Dual {
    private final int height;
    private final int width;
    private final double[] down;
    private final double[] along;

    Dual(int height, int width) {
      this.height = height;
      this.width = width;
      this.down = new double[height * width];
      this.along = new double[height * width];
    }

    /** Adds a step times the gradient of an image, and shortens what is longer than 1. */
    void climb(double[] image) {
      for (int row = 0; row < height; row++) {
        int below = row == height - 1 ? 0 : width;
        int last = (row + 1) * width - 1;
        for (int i = row * width; i <= last; i++) {
          double d = down[i] + STEP * (image[i + below] - image[i]);
          double a = along[i] + STEP * (i == last ? 0 : image[i + 1] - image[i]);
          double square = d * d + a * a;
          double scale = square > 1 ? 1 / Math.sqrt(square) : 1;
          down[i] = d * scale;
          along[i] = a * scale;
        }
      }
    }

    /** Adds a step times the divergence to an image: minus the gradient's adjoint. */
    void descend(double[] image) {
      for (int row = 0; row < height; row++) {
        int first = row * width;
        for (int i = first; i < first + width; i++) {
          double above = row == 0 ? 0 : down[i - width];
          double before = i == first ? 0 : along[i - 1];
          image[i] += STEP * (down[i] - above + along[i] - before);
        }
      }
    }
  }
}
