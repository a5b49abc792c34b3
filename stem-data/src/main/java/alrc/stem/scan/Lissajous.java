package alrc.stem.scan;

import alrc.settings.SettingMistake;

/**
 * A closed Lissajous figure: column (width − 1)/2·(1 + sin pθ), row (height − 1)/2·(1 + sin qθ)
 * with q = p + 1, truncated to whole pixels and joined by one-pixel lines. Smooth, without flyback,
 * and dense at the edges (Bazaei, Yong &amp; Moheimani, Review of Scientific Instruments 83,
 * 063701, 2012, doi 10.1063/1.4725525). p is the number whose figure comes nearest to the coverage;
 * one more period adds a line across the image each way, which is the tolerance.
 *
 * @param coverage fraction of pixels, in [1e-6, 0.5]
 */
public record Lissajous(double coverage) implements ScanPath {
  private static final int SMALLEST_SIDE = 8;

  /** Points per period of the faster sine. */
  private static final int POINTS = 200;

  /** Checks the coverage. */
  public Lissajous {
    Coverage.check(coverage, 0.5);
  }

  @Override
  public String kind() {
    return "lissajous";
  }

  @Override
  public double tolerance(int height, int width) {
    return 4.0 / Math.min(height, width);
  }

  @Override
  public ScanMask mask(int height, int width) {
    if (Math.min(height, width) < SMALLEST_SIDE) {
      throw new SettingMistake(
          "lissajous size",
          height + "×" + width,
          "must be at least " + SMALLEST_SIDE + " pixels a side");
    }
    int enough = firstThatReaches(height, width);
    float[] over = drawn(height, width, enough);
    float[] under = drawn(height, width, Math.max(1, enough - 1));
    float[] nearest = mean(over) - coverage <= coverage - mean(under) ? over : under;
    return Coverage.mask(height, width, nearest, coverage, this);
  }

  /** Bisects: more periods cover more. */
  private int firstThatReaches(int height, int width) {
    int high = 1;
    while (mean(drawn(height, width, high)) < coverage) {
      high *= 2;
    }
    int low = high / 2;
    while (high - low > 1) {
      int middle = (low + high) / 2;
      if (mean(drawn(height, width, middle)) < coverage) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static float[] drawn(int height, int width, int periods) {
    Canvas canvas = new Canvas(height, width);
    int points = POINTS * (periods + 1);
    int x = (width - 1) / 2;
    int y = (height - 1) / 2;
    for (int i = 1; i <= points; i++) {
      double angle = 2 * StrictMath.PI * i / points;
      int nextX = (int) ((width - 1) / 2.0 * (1 + StrictMath.sin(periods * angle)));
      int nextY = (int) ((height - 1) / 2.0 * (1 + StrictMath.sin((periods + 1) * angle)));
      canvas.line(x, y, nextX, nextY);
      x = nextX;
      y = nextY;
    }
    return canvas.weights();
  }

  private static double mean(float[] weights) {
    double sum = 0;
    for (float weight : weights) {
      sum += weight;
    }
    return sum / weights.length;
  }
}
