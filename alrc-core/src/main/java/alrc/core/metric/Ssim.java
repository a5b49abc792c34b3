package alrc.core.metric;

/**
 * Structural similarity with a Gaussian window of 11×11 pixels and σ = 1.5, K1 = 0.01, K2 = 0.03,
 * data range 2 and biased covariances:
 *
 * <pre>(2 μx μy + c1)(2 σxy + c2) / ((μx² + μy² + c1)(σx² + σy² + c2)),  c = (K·R)²</pre>
 *
 * averaged over the pixels whose window lies in the image, which leaves out a border of 5 pixels.
 * Source: Wang, Bovik, Sheikh and Simoncelli, "Image quality assessment: from error visibility to
 * structural similarity", doi:10.1109/TIP.2003.819861, equation 13; settings as {@code
 * structural_similarity(gaussian_weights=True, sigma=1.5, use_sample_covariance=False)} of
 * scikit-image has them. At most 1, which equal images have.
 */
public record Ssim() implements Metric {
  private static final int WINDOW = 11;
  private static final double SIGMA = 1.5;
  private static final double C1 = square(0.01 * ImagePair.RANGE);
  private static final double C2 = square(0.03 * ImagePair.RANGE);
  private static final int MOMENTS = 5;

  @Override
  public String name() {
    return "ssim";
  }

  @Override
  public boolean largerIsBetter() {
    return true;
  }

  @Override
  public String source() {
    return "structural similarity, Gaussian window 11×11, data range 2 (Wang et al. 2004)";
  }

  @Override
  public int smallestSide() {
    return WINDOW;
  }

  @Override
  public double of(ImagePair pair) {
    pair.requireSide(WINDOW, name());
    double[] taps = taps();
    double[][] columns = new double[MOMENTS][pair.width()];
    int rows = pair.height() - WINDOW + 1;
    int places = pair.width() - WINDOW + 1;
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      weighDown(pair, row, taps, columns);
      for (int col = 0; col < places; col++) {
        sum += similarity(columns, col, taps);
      }
    }
    return sum / ((double) rows * places);
  }

  /** Weighs x, y, x², y² and x·y down the columns of a window's rows. */
  private static void weighDown(ImagePair pair, int top, double[] taps, double[][] columns) {
    int width = pair.width();
    for (double[] column : columns) {
      java.util.Arrays.fill(column, 0);
    }
    for (int tap = 0; tap < WINDOW; tap++) {
      int start = (top + tap) * width;
      double weight = taps[tap];
      for (int col = 0; col < width; col++) {
        double x = pair.truth()[start + col];
        double y = pair.completion()[start + col];
        columns[0][col] += weight * x;
        columns[1][col] += weight * y;
        columns[2][col] += weight * x * x;
        columns[3][col] += weight * y * y;
        columns[4][col] += weight * x * y;
      }
    }
  }

  private static double similarity(double[][] columns, int left, double[] taps) {
    double x = across(columns[0], left, taps);
    double y = across(columns[1], left, taps);
    double varianceX = across(columns[2], left, taps) - x * x;
    double varianceY = across(columns[3], left, taps) - y * y;
    double covariance = across(columns[4], left, taps) - x * y;
    return (2 * x * y + C1)
        * (2 * covariance + C2)
        / ((x * x + y * y + C1) * (varianceX + varianceY + C2));
  }

  private static double across(double[] column, int left, double[] taps) {
    double sum = 0;
    for (int tap = 0; tap < WINDOW; tap++) {
      sum += taps[tap] * column[left + tap];
    }
    return sum;
  }

  private static double[] taps() {
    double[] taps = new double[WINDOW];
    double sum = 0;
    for (int i = 0; i < WINDOW; i++) {
      taps[i] = StrictMath.exp(-square(i - WINDOW / 2) / (2 * SIGMA * SIGMA));
      sum += taps[i];
    }
    for (int i = 0; i < WINDOW; i++) {
      taps[i] /= sum;
    }
    return taps;
  }

  private static double square(double value) {
    return value * value;
  }
}
