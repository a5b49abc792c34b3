package alrc.core.data;

/**
 * The blur of the targets: 5×5 Gaussian of σ = 2.5, edges reflected without repeating the edge
 * pixel. Source: Ede and Beanland, "Partial Scanning Transmission Electron Microscopy with Deep
 * Learning", arXiv:1905.13667.
 */
final class TargetBlur {
  private static final int RADIUS = 2;
  private static final double SIGMA = 2.5;

  private TargetBlur() {}

  /** Blurs a square image, side ≥ 3, row-major. */
  static float[] blur(float[] image, int side) {
    return along(along(image, side, 1, side), side, side, 1);
  }

  /** Blurs along the axis whose neighbours are {@code step} apart; lines are {@code line} apart. */
  private static float[] along(float[] image, int side, int step, int line) {
    double[] taps = taps();
    float[] blurred = new float[image.length];
    for (int start = 0; start < side * line; start += line) {
      for (int i = 0; i < side; i++) {
        double sum = 0;
        for (int d = -RADIUS; d <= RADIUS; d++) {
          sum += taps[d + RADIUS] * image[start + reflected(i + d, side) * step];
        }
        blurred[start + i * step] = (float) sum;
      }
    }
    return blurred;
  }

  private static int reflected(int i, int length) {
    return i < 0 ? -i : i < length ? i : 2 * length - 2 - i;
  }

  private static double[] taps() {
    double[] taps = new double[2 * RADIUS + 1];
    double sum = 0;
    for (int d = -RADIUS; d <= RADIUS; d++) {
      taps[d + RADIUS] = StrictMath.exp(-d * d / (2 * SIGMA * SIGMA));
      sum += taps[d + RADIUS];
    }
    for (int i = 0; i < taps.length; i++) {
      taps[i] /= sum;
    }
    return taps;
  }
}
