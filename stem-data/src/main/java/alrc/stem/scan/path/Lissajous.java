package alrc.stem.scan.path;

import alrc.settings.SettingMistake;
import alrc.stem.scan.Drawing;
import alrc.stem.scan.Probe;
import alrc.stem.scan.Raster;
import alrc.stem.scan.ScanPath;

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
  public double nominalCoverage(int height, int width) {
    return coverage;
  }

  @Override
  public Drawing drawing() {
    return Drawing.LINES;
  }

  @Override
  public void trace(Probe probe) {
    int height = probe.height();
    int width = probe.width();
    if (Math.min(height, width) < SMALLEST_SIDE) {
      throw new SettingMistake(
          "lissajous size",
          height + "×" + width,
          "must be at least " + SMALLEST_SIDE + " pixels a side");
    }
    int enough = firstThatReaches(height, width);
    double over = mean(height, width, enough);
    double under = mean(height, width, Math.max(1, enough - 1));
    int periods = over - coverage <= coverage - under ? enough : Math.max(1, enough - 1);
    draw(probe, periods);
  }

  /** Bisects: more periods cover more. */
  private int firstThatReaches(int height, int width) {
    int high = 1;
    while (mean(height, width, high) < coverage) {
      high *= 2;
    }
    int low = high / 2;
    while (high - low > 1) {
      int middle = (low + high) / 2;
      if (mean(height, width, middle) < coverage) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static double mean(int height, int width, int periods) {
    return Raster.coverageOfLines(height, width, probe -> draw(probe, periods));
  }

  /** Equal steps in time: both sines are driven at a constant frequency. */
  private static void draw(Probe probe, int periods) {
    int points = POINTS * (periods + 1);
    double[] at = place(probe, periods, 0);
    probe.move(at[0], at[1], 0);
    double dwells = length(probe, periods, points) / points;
    for (int i = 1; i <= points; i++) {
      at = place(probe, periods, 2 * StrictMath.PI * i / points);
      probe.move(at[0], at[1], dwells);
    }
  }

  private static double[] place(Probe probe, int periods, double angle) {
    double x = (probe.width() - 1) / 2.0 * (1 + StrictMath.sin(periods * angle));
    double y = (probe.height() - 1) / 2.0 * (1 + StrictMath.sin((periods + 1) * angle));
    return new double[] {x, y};
  }

  private static double length(Probe probe, int periods, int points) {
    double length = 0;
    double[] from = place(probe, periods, 0);
    for (int i = 1; i <= points; i++) {
      double[] to = place(probe, periods, 2 * StrictMath.PI * i / points);
      double across = to[0] - from[0];
      double down = to[1] - from[1];
      length += StrictMath.sqrt(across * across + down * down);
      from = to;
    }
    return length;
  }
}
