package alrc.stem.baseline;

import alrc.settings.Limits;

/**
 * Sparse coefficients of the cosine transform (DCT-II, orthonormal, of the whole image): minimises
 *
 * <pre>½ Σ over selected pixels (u − f)² + threshold · Σ |coefficients of u, but the mean's|</pre>
 *
 * by iterative soft thresholding with Nesterov's momentum. The threshold falls exponentially from
 * the largest coefficient of the first image to its value over the first half of the iterations, as
 * in morphological component analysis. The first image has the mean of the values where there are
 * none. Noise is removed too: selected pixels do not keep their values. Sources: Beck and Teboulle,
 * "A fast iterative shrinkage-thresholding algorithm for linear inverse problems",
 * doi:10.1137/080716542; Elad, Starck, Querre and Donoho, "Simultaneous cartoon and texture image
 * inpainting using morphological component analysis", doi:10.1016/j.acha.2005.03.005.
 *
 * @param threshold in units of the values, over 0
 * @param iterations at least 1; the number is fixed, whether or not the minimum is reached
 */
public record SparseDct(double threshold, int iterations) implements Baseline {
  /** Takes a threshold of 0.5 and 100 iterations. */
  public SparseDct() {
    this(0.5, 100);
  }

  /** Checks both. */
  public SparseDct {
    Limits.positive("threshold", threshold);
    Limits.atLeast("iterations", iterations, 1);
  }

  @Override
  public String name() {
    return "sparse-dct";
  }

  @Override
  public String source() {
    return "sparse cosine transform by soft thresholding, "
        + iterations
        + " iterations (Beck and Teboulle 2009, Elad et al. 2005)";
  }

  @Override
  public float[] complete(Samples samples) {
    CosineTransform transform = new CosineTransform(samples.height(), samples.width());
    double[] image = samples.filledWithMean();
    double[] next = image.clone();
    transform.forward(next);
    double largest = Math.max(threshold, largest(next));
    double[] ahead = image.clone();
    double momentum = 1;
    for (int i = 0; i < iterations; i++) {
      keepSamples(ahead, samples, next);
      transform.forward(next);
      soften(next, largest * Math.pow(threshold / largest, Math.min(1, 2.0 * i / iterations)));
      transform.inverse(next);
      double grown = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
      double push = (momentum - 1) / grown;
      momentum = grown;
      for (int pixel = 0; pixel < next.length; pixel++) {
        ahead[pixel] = next[pixel] + push * (next[pixel] - image[pixel]);
        image[pixel] = next[pixel];
      }
    }
    return SinglePrecision.toFloat(image);
  }

  private static double largest(double[] coefficients) {
    double largest = 0;
    for (int i = 1; i < coefficients.length; i++) {
      largest = Math.max(largest, Math.abs(coefficients[i]));
    }
    return largest;
  }

  /** Copies an image and sets its selected pixels to their values. */
  private static void keepSamples(double[] image, Samples samples, double[] into) {
    System.arraycopy(image, 0, into, 0, image.length);
    for (int k = 0; k < samples.count(); k++) {
      into[samples.selected()[k]] = samples.values()[k];
    }
  }

  private static void soften(double[] coefficients, double threshold) {
    for (int i = 1; i < coefficients.length; i++) {
      double value = coefficients[i];
      coefficients[i] = Math.signum(value) * Math.max(0, Math.abs(value) - threshold);
    }
  }
}
