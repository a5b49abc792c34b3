package alrc.core.metric;

/**
 * Normalised mean squared error: Σ(completion − truth)² / Σ truth². This is the square of
 * scikit-image's {@code normalized_root_mse} with its default, Euclidean normalisation; the mean of
 * the truth is not subtracted. Infinite, or NaN for equal images, where the truth is 0 everywhere.
 */
public record Nmse() implements Metric {
  @Override
  public String name() {
    return "nmse";
  }

  @Override
  public boolean largerIsBetter() {
    return false;
  }

  @Override
  public String source() {
    return "mean squared error over the mean square of the truth";
  }

  @Override
  public double of(ImagePair pair) {
    double sum = 0;
    for (float value : pair.truth()) {
      sum += (double) value * value;
    }
    return pair.meanSquaredError() / (sum / pair.truth().length);
  }
}
