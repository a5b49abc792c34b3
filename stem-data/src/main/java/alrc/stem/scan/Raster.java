package alrc.stem.scan;

import java.util.function.Consumer;

/** Makes the mask of a path, by the rule of {@link Drawing}. */
public final class Raster {
  private Raster() {}

  static ScanMask mask(ScanPath path, int height, int width) {
    return path.drawing() == Drawing.DWELLS
        ? dwells(path, height, width)
        : lines(path, height, width);
  }

  private static ScanMask dwells(ScanPath path, int height, int width) {
    double[] sums = new double[height * width];
    path.trace(
        new Probe(
            height,
            width,
            path.timing(Timing.DEFAULT),
            (time, x, y, share, starts) -> {
              if (x >= 0 && x < width && y >= 0 && y < height) {
                int row = (int) y;
                int col = (int) x;
                sums[row * width + col] += share;
              }
            }));
    float[] weights = new float[sums.length];
    float[] dwells = new float[sums.length];
    for (int i = 0; i < sums.length; i++) {
      weights[i] = (float) Math.min(1, sums[i]);
      dwells[i] = (float) sums[i];
    }
    double nominal = path.nominalCoverage(height, width);
    return new ScanMask(height, width, weights, nominal, path.json(), dwells);
  }

  private static ScanMask lines(ScanPath path, int height, int width) {
    Canvas canvas = drawn(height, width, path.timing(Timing.DEFAULT), path::trace);
    float[] weights = path.drawing() == Drawing.SOFT_LINES ? canvas.smoothed() : canvas.weights();
    double nominal = path.nominalCoverage(height, width);
    return new ScanMask(height, width, weights, nominal, path.json());
  }

  /**
   * Returns the fraction of pixels that lines visit.
   *
   * @param height rows of the image
   * @param width columns of the image
   * @param trace moves the probe
   */
  public static double coverageOfLines(int height, int width, Consumer<Probe> trace) {
    double sum = 0;
    for (float weight : drawn(height, width, Timing.DEFAULT, trace).weights()) {
      sum += weight;
    }
    return sum / height / width;
  }

  private static Canvas drawn(int height, int width, Timing timing, Consumer<Probe> trace) {
    Canvas canvas = new Canvas(height, width);
    int[] last = new int[2];
    PointSink sink =
        (time, x, y, share, starts) -> {
          int col = (int) Math.floor(x);
          int row = (int) Math.floor(y);
          canvas.line(starts ? col : last[0], starts ? row : last[1], col, row);
          last[0] = col;
          last[1] = row;
        };
    trace.accept(new Probe(height, width, timing, sink));
    return canvas;
  }
}
