package alrc.stem.scan;

import alrc.settings.RecordJson;
import alrc.settings.Sha256;
import java.util.Locale;

/**
 * A drawn scan path: a weight in [0, 1] for each pixel. Immutable; callers must not change its
 * arrays.
 */
public final class ScanMask {
  private final int height;
  private final int width;
  private final float[] weights;
  private final int[] selected;
  private final float[] selectedWeights;
  private final float[] selectedDwells;
  private final double nominalCoverage;
  private final double measuredMean;
  private final String pathJson;
  private final String id;

  /**
   * Takes a drawn path.
   *
   * @param weights {@code height × width}, row-major, each in [0, 1]; not copied
   * @param nominalCoverage the coverage that the path's settings ask for
   * @param pathJson the path's settings as JSON, its kind included
   */
  public ScanMask(int height, int width, float[] weights, double nominalCoverage, String pathJson) {
    this(height, width, weights, nominalCoverage, pathJson, weights);
  }

  /**
   * Takes a path that may visit pixels more than once.
   *
   * @param dwells {@code height × width}, how long the probe is in each pixel, in dwells: over the
   *     weight where that is 1 and the probe stays longer
   */
  ScanMask(
      int height,
      int width,
      float[] weights,
      double nominalCoverage,
      String pathJson,
      float[] dwells) {
    if (weights.length != height * width) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "weights of %d pixels: must be %d × %d", weights.length, height, width));
    }
    this.height = height;
    this.width = width;
    this.weights = weights;
    this.nominalCoverage = nominalCoverage;
    this.pathJson = RecordJson.canonical(RecordJson.parse(pathJson));
    this.selected = selectedPixels(weights);
    this.selectedWeights = new float[selected.length];
    this.selectedDwells = new float[selected.length];
    double sum = 0;
    for (int k = 0; k < selected.length; k++) {
      float weight = weights[selected[k]];
      selectedWeights[k] = weight;
      selectedDwells[k] = dwells[selected[k]];
      sum += weight;
    }
    this.measuredMean = sum / weights.length;
    this.id = Sha256.hex(String.format(Locale.ROOT, "%s %d×%d", this.pathJson, height, width), 16);
  }

  private static int[] selectedPixels(float[] weights) {
    int count = 0;
    int[] found = new int[weights.length];
    for (int i = 0; i < weights.length; i++) {
      if (!(weights[i] >= 0 && weights[i] <= 1)) {
        throw new IllegalArgumentException(
            "weight " + weights[i] + " of pixel " + i + ": must be in [0, 1]");
      }
      if (weights[i] > 0) {
        found[count++] = i;
      }
    }
    return java.util.Arrays.copyOf(found, count);
  }

  /** Returns the rows of the mask. */
  public int height() {
    return height;
  }

  /** Returns the columns of the mask. */
  public int width() {
    return width;
  }

  /** Returns the weights, {@code height × width}, row-major. */
  public float[] weights() {
    return weights;
  }

  /** Returns the indices of the pixels of weight over 0, ascending: row-major order. */
  public int[] selected() {
    return selected;
  }

  /** Returns the weights of the selected pixels, in the order of {@link #selected}. */
  public float[] selectedWeights() {
    return selectedWeights;
  }

  /**
   * Returns how long the probe is in each selected pixel, in dwells, in the order of {@link
   * #selected}; the weights, where they are all that is known.
   */
  public float[] selectedDwells() {
    return selectedDwells;
  }

  /** Returns the coverage that the settings ask for. */
  public double nominalCoverage() {
    return nominalCoverage;
  }

  /** Returns the mean of the weights. */
  public double measuredMean() {
    return measuredMean;
  }

  /** Returns the fraction of pixels of weight over 0. */
  public double measuredSelected() {
    return (double) selected.length / weights.length;
  }

  /** Returns the settings of the path as canonical JSON. */
  public String pathJson() {
    return pathJson;
  }

  /** Returns 16 hexadecimal digits that name this path at this size. */
  public String id() {
    return id;
  }

  /**
   * Spreads the values of the selected pixels over a whole image; 0 elsewhere.
   *
   * @param values one per selected pixel, in row-major order
   */
  public float[] spread(float[] values) {
    if (values.length != selected.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d values: the mask selects %d pixels",
              values.length,
              selected.length));
    }
    float[] image = new float[weights.length];
    for (int k = 0; k < selected.length; k++) {
      image[selected[k]] = values[k];
    }
    return image;
  }
}
