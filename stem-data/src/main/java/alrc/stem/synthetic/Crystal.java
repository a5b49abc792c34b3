package alrc.stem.synthetic;

import static alrc.stem.synthetic.HaadfSynthesizer.uniform;

import java.util.random.RandomGenerator;

/**
 * A projected crystal lattice under a scanning probe. Lengths are in pixels, intensities relative
 * to a heavy column.
 *
 * @param ax first lattice vector, along columns
 * @param ay first lattice vector, along rows
 * @param bx second lattice vector, along columns
 * @param by second lattice vector, along rows
 * @param light intensity of the second column of a cell
 * @param sigma width of the probe
 * @param vacancies fraction of columns that are missing
 * @param drift amplitude of the scan's sideways drift
 * @param background mean intensity between columns
 */
record Crystal(
    double ax,
    double ay,
    double bx,
    double by,
    double light,
    double sigma,
    double vacancies,
    double drift,
    double background) {

  private static final double REACH = 4;

  static Crystal drawn(RandomGenerator random) {
    double a = uniform(random, 12, 28);
    double b = a * uniform(random, 0.85, 1.2);
    double angle = StrictMath.toRadians(random.nextInt(3) == 0 ? 60 : uniform(random, 85, 95));
    double turn = uniform(random, 0, 2 * StrictMath.PI);
    return new Crystal(
        a * StrictMath.cos(turn),
        a * StrictMath.sin(turn),
        b * StrictMath.cos(turn + angle),
        b * StrictMath.sin(turn + angle),
        uniform(random, 0.15, 0.7),
        a * uniform(random, 0.11, 0.16),
        uniform(random, 0, 0.02),
        uniform(random, 0, 1.5),
        uniform(random, 0.05, 0.3));
  }

  /** Returns a background that varies slowly, as thickness does. */
  float[] background(int side, RandomGenerator random) {
    double turn = uniform(random, 0, 2 * StrictMath.PI);
    double waves = uniform(random, 0.3, 1.5) * 2 * StrictMath.PI / side;
    double depth = uniform(random, 0, 0.6);
    double acrossCols = waves * StrictMath.cos(turn);
    double acrossRows = waves * StrictMath.sin(turn);
    float[] image = new float[side * side];
    for (int row = 0; row < side; row++) {
      for (int col = 0; col < side; col++) {
        double phase = acrossCols * col + acrossRows * row;
        image[row * side + col] = (float) (background * (1 + depth * StrictMath.sin(phase)));
      }
    }
    return image;
  }

  /** Adds every column whose probe image reaches the field of view. */
  void addColumns(float[] image, int side, RandomGenerator random) {
    double middle = side / 2.0;
    double shortest = StrictMath.min(StrictMath.hypot(ax, ay), StrictMath.hypot(bx, by));
    int cells = (int) (1.5 * side / (shortest * StrictMath.sin(StrictMath.toRadians(60)))) + 2;
    double slowWave = uniform(random, 1, 4) * 2 * StrictMath.PI / side;
    for (int i = -cells; i <= cells; i++) {
      for (int j = -cells; j <= cells; j++) {
        for (int site = 0; site < 2; site++) {
          double x = middle + (i + 0.5 * site) * ax + (j + 0.5 * site) * bx;
          double y = middle + (i + 0.5 * site) * ay + (j + 0.5 * site) * by;
          boolean missing = random.nextDouble() < vacancies;
          double intensity = (site == 0 ? 1 : light) * (0.92 + 0.16 * random.nextDouble());
          if (!missing) {
            spot(image, side, x + drift * StrictMath.sin(slowWave * y), y, intensity);
          }
        }
      }
    }
  }

  /** Adds one Gaussian spot; it is a product of one factor per axis. */
  private void spot(float[] image, int side, double x, double y, double intensity) {
    int reach = (int) StrictMath.ceil(REACH * sigma);
    int left = StrictMath.max(0, (int) x - reach);
    int right = StrictMath.min(side - 1, (int) x + reach);
    int top = StrictMath.max(0, (int) y - reach);
    int bottom = StrictMath.min(side - 1, (int) y + reach);
    if (left > right || top > bottom) {
      return;
    }
    float[] across = new float[right - left + 1];
    for (int col = left; col <= right; col++) {
      across[col - left] = bell(col - x);
    }
    for (int row = top; row <= bottom; row++) {
      float down = (float) intensity * bell(row - y);
      int start = row * side + left;
      for (int k = 0; k < across.length; k++) {
        image[start + k] += down * across[k];
      }
    }
  }

  private float bell(double distance) {
    return (float) StrictMath.exp(-distance * distance / (2 * sigma * sigma));
  }
}
