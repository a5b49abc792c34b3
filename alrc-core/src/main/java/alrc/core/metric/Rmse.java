package alrc.core.metric;

/**
 * Root mean squared error: sqrt(mean((completion − truth)²)), in units of the images. The pSTEM
 * paper (Ede and Beanland, arXiv:1910.10467) quotes 100·RMSE/2 percent.
 */
public record Rmse() implements Metric {
  @Override
  public String name() {
    return "rmse";
  }

  @Override
  public boolean largerIsBetter() {
    return false;
  }

  @Override
  public String source() {
    return "root mean squared error on [-1, 1]";
  }

  @Override
  public double of(ImagePair pair) {
    return Math.sqrt(pair.meanSquaredError());
  }
}
