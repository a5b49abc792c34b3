package alrc.stem.scan;

/**
 * What a probe sees that is not where it is meant to be. A visit to a pixel sees the image at the
 * middle of that pixel plus its displacement, interpolated bilinearly; the probe stays inside the
 * image. The value of a pixel is the mean over its visits, weighted by their durations; where the
 * mask is smoothed, over the visits to its neighbours too, weighted by the same kernel.
 */
public final class Sampling {
  private final float[] image;
  private final ScanMask mask;
  private final float[] right;
  private final int[] slots;
  private final double[] sums;
  private final double[] weights;

  private Sampling(float[] image, ScanMask mask, float[] right) {
    this.image = image;
    this.mask = mask;
    this.right = right;
    this.slots = slots(mask);
    this.sums = new double[right.length];
    this.weights = new double[right.length];
  }

  /**
   * Samples an image.
   *
   * @param image {@code height × width} of the mask, row-major
   * @param right columns to the right, one per selected pixel, beside the displacements
   * @return one value per selected pixel, in row-major order
   */
  public static float[] of(
      float[] image,
      ScanMask mask,
      Drawing drawing,
      Visits visits,
      Displacements displaced,
      float[] right) {
    Sampling sampling = new Sampling(image, mask, right);
    for (int visit = 0; visit < visits.count(); visit++) {
      int pixel = visits.pixels()[visit];
      if (pixel != Visits.OUTSIDE) {
        float x = displaced.x()[visit];
        float y = displaced.y()[visit];
        if (drawing == Drawing.DWELLS) {
          sampling.see(pixel, x, y, visits.durations()[visit]);
        } else if (drawing == Drawing.LINES) {
          sampling.see(pixel, x, y, 1);
        } else {
          sampling.seeAround(pixel, x, y);
        }
      }
    }
    return sampling.means();
  }

  private static int[] slots(ScanMask mask) {
    int[] slots = new int[mask.weights().length];
    int[] selected = mask.selected();
    for (int k = 0; k < selected.length; k++) {
      slots[selected[k]] = k;
    }
    return slots;
  }

  private void seeAround(int pixel, float x, float y) {
    int row = pixel / mask.width();
    int col = pixel % mask.width();
    for (int r = Math.max(0, row - 1); r <= Math.min(mask.height() - 1, row + 1); r++) {
      for (int c = Math.max(0, col - 1); c <= Math.min(mask.width() - 1, col + 1); c++) {
        see(r * mask.width() + c, x, y, (r == row ? 2 : 1) * (c == col ? 2 : 1));
      }
    }
  }

  private void see(int pixel, float x, float y, double weight) {
    int k = slots[pixel];
    int row = pixel / mask.width();
    int col = pixel % mask.width();
    sums[k] += weight * bilinear(row + (double) y, col + (double) right[k] + x);
    weights[k] += weight;
  }

  private double bilinear(double row, double col) {
    double atRow = Math.max(0, Math.min(mask.height() - 1, row));
    double atCol = Math.max(0, Math.min(mask.width() - 1, col));
    int top = (int) atRow;
    int left = (int) atCol;
    int below = Math.min(top + 1, mask.height() - 1) * mask.width();
    int beside = Math.min(left + 1, mask.width() - 1);
    double across = atCol - left;
    double above =
        mixed(image[top * mask.width() + left], image[top * mask.width() + beside], across);
    return mixed(above, mixed(image[below + left], image[below + beside], across), atRow - top);
  }

  private static double mixed(double from, double to, double fraction) {
    return from + (to - from) * fraction;
  }

  /** The pixel under the end of a line may have no time of its own: it sees what is there. */
  private float[] means() {
    float[] means = new float[sums.length];
    int[] selected = mask.selected();
    for (int k = 0; k < means.length; k++) {
      means[k] = weights[k] > 0 ? (float) (sums[k] / weights[k]) : image[selected[k]];
    }
    return means;
  }
}
