package alrc.stem.baseline;

import alrc.settings.Limits;
import java.util.Arrays;

/**
 * Normalised convolution, from coarse to fine. At the scale σ the weights m of the mask are the
 * certainty of the values f, and G a Gaussian of sum 1 with the edge repeated beyond the border:
 *
 * <pre>n = 4πσ²·G∗m / max m,   u ← u + min(1, n / enough)·((G∗(m·f)) / (G∗m) − u)</pre>
 *
 * n counts the pixels of full weight that a mean at this scale rests on; so each pixel gets the
 * finest scale that has enough of them. u starts as the weighted mean of all values; σ halves from
 * a quarter of the longer side down to the finest. The convolutions are products of cosine
 * transforms. Source: Knutsson and Westin, "Normalized and differential convolution",
 * doi:10.1109/CVPR.1993.341081; the scales are this project's addition.
 *
 * @param finest the least σ in pixels, over 0
 * @param enough pixels of full weight, over 0
 */
public record MaskedGaussian(double finest, double enough) implements Baseline {
  /** Below this a mean is mostly rounding of the transforms. */
  private static final double LEAST_MASS = 1e-9;

  /** Takes a finest σ of 1.5 pixels and 8 pixels of full weight. */
  public MaskedGaussian() {
    this(1.5, 8);
  }

  /** Checks both. */
  public MaskedGaussian {
    Limits.positive("finest", finest);
    Limits.positive("enough", enough);
  }

  @Override
  public String name() {
    return "masked-gaussian";
  }

  @Override
  public String source() {
    return "normalised Gaussian convolution at several scales (Knutsson and Westin 1993)";
  }

  @Override
  public float[] complete(Samples samples) {
    return SinglePrecision.toFloat(image(samples));
  }

  /** Completes an image in float64. */
  double[] image(Samples samples) {
    int longer = Math.max(samples.height(), samples.width());
    Spectra spectra = new Spectra(samples);
    double[] image = new double[samples.height() * samples.width()];
    Arrays.fill(image, spectra.mean());
    int scales = 1;
    while (finest * Math.scalb(1.0, scales) <= longer / 4.0) {
      scales++;
    }
    for (int scale = scales - 1; scale >= 0; scale--) {
      spectra.blend(image, finest * Math.scalb(1.0, scale), enough);
    }
    return image;
  }

  /** The cosine transforms of m / max m and of its product with the values. */
  private static final class Spectra {
    private final int height;
    private final int width;
    private final CosineTransform transform;
    private final double[] certainty;
    private final double[] weighed;

    Spectra(Samples samples) {
      this.height = samples.height();
      this.width = samples.width();
      this.transform = new CosineTransform(height, width);
      this.certainty = new double[height * width];
      this.weighed = new double[height * width];
      float[] weights = samples.mask().selectedWeights();
      double largest = 0;
      for (float weight : weights) {
        largest = Math.max(largest, weight);
      }
      for (int k = 0; k < samples.count(); k++) {
        int pixel = samples.selected()[k];
        certainty[pixel] = weights[k] / largest;
        weighed[pixel] = certainty[pixel] * samples.values()[k];
      }
      transform.forward(certainty);
      transform.forward(weighed);
    }

    /** Returns the weighted mean of the values: the ratio of the coefficients of frequency 0. */
    double mean() {
      return weighed[0] / certainty[0];
    }

    void blend(double[] image, double sigma, double enough) {
      double[] mass = blurred(certainty, sigma);
      double[] sums = blurred(weighed, sigma);
      double scale = 4 * Math.PI * sigma * sigma / enough;
      for (int i = 0; i < image.length; i++) {
        if (mass[i] > LEAST_MASS) {
          image[i] += Math.min(1, scale * mass[i]) * (sums[i] / mass[i] - image[i]);
        }
      }
    }

    private double[] blurred(double[] spectrum, double sigma) {
      double[] down = attenuation(sigma, height);
      double[] along = attenuation(sigma, width);
      double[] image = spectrum.clone();
      for (int i = 0; i < image.length; i++) {
        image[i] *= down[i / width] * along[i % width];
      }
      transform.inverse(image);
      return image;
    }

    /** Returns exp(−σ²ω²/2) for each frequency ω of a side. */
    private static double[] attenuation(double sigma, int side) {
      double[] attenuation = new double[side];
      for (int i = 0; i < side; i++) {
        double frequency = Math.PI * i / side;
        attenuation[i] = StrictMath.exp(-sigma * sigma * frequency * frequency / 2);
      }
      return attenuation;
    }
  }
}
