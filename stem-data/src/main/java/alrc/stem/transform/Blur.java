package alrc.stem.transform;

import alrc.settings.Limits;
import alrc.settings.Preset;
import alrc.settings.SettingMistake;
import alrc.stem.crop.ReflectPadding;
import java.util.random.RandomGenerator;

/**
 * Blurs the truth by a Gaussian that is cut off at a square kernel and normalised to sum 1, edges
 * reflected without repeating the edge pixel (OpenCV's {@code GaussianBlur}); float32 throughout,
 * in two passes.
 *
 * @param side of the kernel in pixels, odd, 3…1001
 * @param sigma standard deviation in pixels, at least 0.01
 */
public record Blur(@Preset("5") int side, @Preset("2.5") double sigma) implements Transform {
  private static final Blur PAPER = new Blur(5, 2.5);
  private static final int LARGEST = 1001;

  /** A sigma near 0 underflows: the kernel becomes NaN. */
  private static final double LEAST_SIGMA = 0.01;

  /** Checks both settings. */
  public Blur {
    if (side < 3 || side > LARGEST || side % 2 == 0) {
      throw new SettingMistake("side", side, "must be odd and in 3…" + LARGEST);
    }
    Limits.require(
        sigma >= LEAST_SIGMA && Double.isFinite(sigma),
        "sigma",
        sigma,
        "must be a finite number >= " + LEAST_SIGMA + " pixels");
  }

  @Override
  public String kind() {
    return "blur";
  }

  @Override
  public Example apply(Example example, RandomGenerator random) {
    int height = example.height();
    int width = example.width();
    boolean fast = equals(PAPER) && Math.min(height, width) >= 3;
    return example.withTruth(
        fast
            ? GaussianBlur.blur(example.truth(), height, width)
            : blurred(example.truth(), height, width));
  }

  private float[] blurred(float[] image, int height, int width) {
    float[] kernel = kernel();
    float[] across = new float[image.length];
    float[] padded = new float[width + side - 1];
    float[] line = new float[width];
    for (int row = 0; row < height; row++) {
      for (int i = 0; i < padded.length; i++) {
        padded[i] = image[row * width + reflected(i - side / 2, width)];
      }
      weigh(padded, kernel, line);
      System.arraycopy(line, 0, across, row * width, width);
    }
    return down(across, kernel, height, width);
  }

  private static void weigh(float[] padded, float[] kernel, float[] out) {
    java.util.Arrays.fill(out, 0);
    for (int tap = 0; tap < kernel.length; tap++) {
      for (int i = 0; i < out.length; i++) {
        out[i] += kernel[tap] * padded[i + tap];
      }
    }
  }

  private float[] down(float[] across, float[] kernel, int height, int width) {
    float[] blurred = new float[across.length];
    for (int row = 0; row < height; row++) {
      int to = row * width;
      for (int tap = 0; tap < side; tap++) {
        int from = reflected(row + tap - side / 2, height) * width;
        for (int i = 0; i < width; i++) {
          blurred[to + i] += kernel[tap] * across[from + i];
        }
      }
    }
    return blurred;
  }

  private float[] kernel() {
    double[] bell = new double[side];
    double sum = 0;
    for (int i = 0; i < side; i++) {
      double distance = i - side / 2;
      bell[i] = StrictMath.exp(-distance * distance / (2 * sigma * sigma));
      sum += bell[i];
    }
    float[] kernel = new float[side];
    for (int i = 0; i < side; i++) {
      kernel[i] = (float) (bell[i] / sum);
    }
    return kernel;
  }

  private static int reflected(int i, int length) {
    return new ReflectPadding().index(i, length);
  }
}
