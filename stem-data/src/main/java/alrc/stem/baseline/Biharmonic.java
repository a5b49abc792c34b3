package alrc.stem.baseline;

import alrc.settings.Limits;

/**
 * Biharmonic inpainting: the missing pixels minimise Σ(Lu)², L the Laplacian of 5 pixels with the
 * edge pixel repeated beyond the border, which is L²u = 0 at each of them; selected pixels keep
 * their values. The result is moved into the range of the selected pixels, as scikit-image's {@code
 * inpaint_biharmonic} does, which solves the same equations directly. Here conjugate gradients
 * solve them, until the residual is 1e-6 of the residual of the mean value, or for a number of
 * iterations: gaps of more than about 60 pixels are then not quite smooth. Source: Damelin and
 * Hoang, "On surface completion and image inpainting by biharmonic functions: numerical aspects",
 * doi:10.1155/2018/3950312.
 *
 * @param iterations at most, at least 1
 */
public record Biharmonic(int iterations) implements Baseline {
  private static final double TOLERANCE = 1e-6;

  /** Takes at most 2,000 iterations. */
  public Biharmonic() {
    this(2000);
  }

  /** Checks the iterations. */
  public Biharmonic {
    Limits.atLeast("iterations", iterations, 1);
  }

  @Override
  public String name() {
    return "biharmonic";
  }

  @Override
  public String source() {
    return "biharmonic inpainting (Damelin and Hoang 2018)";
  }

  @Override
  public float[] complete(Samples samples) {
    Bilaplacian system = new Bilaplacian(samples);
    double[] image = samples.filledWithMean();
    solve(system, image);
    return limited(image, samples.values());
  }

  /** Conjugate gradients on the missing pixels. */
  private void solve(Bilaplacian system, double[] image) {
    double[] residual = new double[image.length];
    double[] product = new double[image.length];
    system.apply(image, residual);
    for (int i = 0; i < residual.length; i++) {
      residual[i] = -residual[i];
    }
    double[] direction = residual.clone();
    double square = dot(residual, residual);
    double enough = TOLERANCE * TOLERANCE * square;
    for (int iteration = 0; iteration < iterations && square > enough; iteration++) {
      system.apply(direction, product);
      double step = square / dot(direction, product);
      for (int i = 0; i < image.length; i++) {
        image[i] += step * direction[i];
        residual[i] -= step * product[i];
      }
      double next = dot(residual, residual);
      double turn = next / square;
      for (int i = 0; i < image.length; i++) {
        direction[i] = residual[i] + turn * direction[i];
      }
      square = next;
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static float[] limited(double[] image, float[] values) {
    float low = values[0];
    float high = values[0];
    for (float value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    float[] limited = new float[image.length];
    for (int i = 0; i < limited.length; i++) {
      limited[i] = Math.max(low, Math.min(high, (float) image[i]));
    }
    return limited;
  }

  /** L² at the missing pixels, 0 elsewhere. */
  private static final class Bilaplacian {
    private final int height;
    private final int width;
    private final boolean[] known;
    private final double[] laplacian;

    Bilaplacian(Samples samples) {
      this.height = samples.height();
      this.width = samples.width();
      this.known = samples.known();
      this.laplacian = new double[known.length];
    }

    void apply(double[] image, double[] out) {
      laplacian(image, laplacian);
      laplacian(laplacian, out);
      for (int i = 0; i < known.length; i++) {
        out[i] = known[i] ? 0 : out[i];
      }
    }

    private void laplacian(double[] image, double[] out) {
      for (int row = 0; row < height; row++) {
        int start = row * width;
        int above = row == 0 ? 0 : width;
        int below = row == height - 1 ? 0 : width;
        for (int i = start; i < start + width; i++) {
          out[i] = image[i - above] + image[i + below] - 2 * image[i];
        }
        out[start] += image[start + 1] - image[start];
        for (int i = start + 1; i < start + width - 1; i++) {
          out[i] += image[i - 1] + image[i + 1] - 2 * image[i];
        }
        out[start + width - 1] += image[start + width - 2] - image[start + width - 1];
      }
    }
  }
}
