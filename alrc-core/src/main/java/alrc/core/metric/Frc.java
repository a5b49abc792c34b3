package alrc.core.metric;

/**
 * Resolution by Fourier ring correlation: the period, in pixels, at which the correlation of the
 * two images' spectra first falls below 1/7. The least is 2, Nyquist's period, where it never
 * falls. Ring r gathers the frequencies that are r/side cycles per pixel from 0, rounded, side
 * being the shorter of height and width, and r = 1 … side/2:
 *
 * <pre>FRC(r) = Re Σ X·conj(Y) / sqrt(Σ |X|² · Σ |Y|²)</pre>
 *
 * Between rings the curve is linear; FRC(0) counts as 1. The images lose their mean and are faded
 * out by a cosine over an eighth of each side (a Tukey window), or their borders would correlate.
 * Source: Nieuwenhuizen et al., "Measuring image resolution in optical nanoscopy",
 * doi:10.1038/nmeth.2448, whose curve is smoothed before it is read: this one is not, and a ring
 * without signal, as between the spots of a lattice, ends it. The paper compares two noisy halves;
 * here a completion meets the truth, so that the period compares completions and is no resolution
 * of an instrument. NaN where one image is constant.
 */
public record Frc() implements Metric {
  private static final double THRESHOLD = 1.0 / 7;
  private static final int SMALLEST = 16;
  private static final double FADE = 1.0 / 8;

  @Override
  public String name() {
    return "frc";
  }

  @Override
  public boolean largerIsBetter() {
    return false;
  }

  @Override
  public String source() {
    return "period in pixels where the Fourier ring correlation falls below 1/7"
        + " (Nieuwenhuizen et al. 2013)";
  }

  @Override
  public int smallestSide() {
    return SMALLEST;
  }

  @Override
  public double of(ImagePair pair) {
    pair.requireSide(SMALLEST, name());
    if (isConstant(pair.truth()) || isConstant(pair.completion())) {
      return Double.NaN;
    }
    double side = Math.min(pair.height(), pair.width());
    double[] curve = curve(pair);
    for (int ring = 1; ring < curve.length; ring++) {
      if (curve[ring] < THRESHOLD) {
        double above = curve[ring - 1];
        return side / (ring - 1 + (above - THRESHOLD) / (above - curve[ring]));
      }
    }
    return 2;
  }

  /** The correlation of the rings 0 … side/2; 1 in ring 0, 0 in a ring without power. */
  static double[] curve(ImagePair pair) {
    int height = pair.height();
    int width = pair.width();
    int side = Math.min(height, width);
    SpectrumPair spectra =
        new SpectrumPair(faded(pair.truth(), pair), faded(pair.completion(), pair), height, width);
    double[][] sums = new double[3][side / 2 + 1];
    for (int row = 0; row < height; row++) {
      double down = (double) Math.min(row, height - row) / height;
      for (int col = 0; col < width; col++) {
        double along = (double) Math.min(col, width - col) / width;
        int ring = (int) Math.rint(Math.sqrt(down * down + along * along) * side);
        if (ring < sums[0].length) {
          spectra.add(row, col, sums, ring);
        }
      }
    }
    double[] curve = new double[sums[0].length];
    curve[0] = 1;
    for (int ring = 1; ring < curve.length; ring++) {
      double power = Math.sqrt(sums[1][ring]) * Math.sqrt(sums[2][ring]);
      curve[ring] = power > 0 ? sums[0][ring] / power : 0;
    }
    return curve;
  }

  private static boolean isConstant(float[] image) {
    for (float value : image) {
      if (value != image[0]) {
        return false;
      }
    }
    return true;
  }

  /** The image without its mean, faded out at its borders. */
  private static double[] faded(float[] image, ImagePair pair) {
    double sum = 0;
    for (float value : image) {
      sum += value;
    }
    double mean = sum / image.length;
    double[] down = fade(pair.height());
    double[] along = fade(pair.width());
    double[] faded = new double[image.length];
    for (int i = 0; i < faded.length; i++) {
      faded[i] = (image[i] - mean) * down[i / along.length] * along[i % along.length];
    }
    return faded;
  }

  /** A Tukey window at the centres of pixels: half a cosine over an eighth of the side, then 1. */
  private static double[] fade(int side) {
    double[] window = new double[side];
    for (int i = 0; i < side; i++) {
      double edge = (Math.min(i, side - 1 - i) + 0.5) / side;
      window[i] = edge < FADE ? 0.5 - 0.5 * StrictMath.cos(Math.PI * edge / FADE) : 1;
    }
    return window;
  }
}
