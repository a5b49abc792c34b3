package alrc.stem.baseline;

import java.util.Arrays;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.hprtree.HPRtree;

/** Finds the selected pixels that are nearest to a pixel. Not thread-safe. */
final class Neighbours {
  private final HPRtree tree = new HPRtree();
  private final int[] selected;
  private final int width;
  private final double startRadius;
  private final double wholeImage;
  private final int wanted;
  private long[] found = new long[64];
  private int count;

  /**
   * Indexes the selected pixels.
   *
   * @param wanted how many neighbours a search returns; all of them where fewer are selected
   */
  Neighbours(Samples samples, int wanted) {
    this.selected = samples.selected();
    this.width = samples.width();
    this.wanted = Math.min(wanted, samples.count());
    this.wholeImage = (double) samples.height() + samples.width();
    double coverage = (double) samples.count() / samples.height() / samples.width();
    this.startRadius = 1 + Math.sqrt(wanted / coverage / Math.PI);
    for (int k = 0; k < selected.length; k++) {
      int col = selected[k] % width;
      int row = selected[k] / width;
      tree.insert(new Envelope(col, col, row, row), k);
    }
    tree.build();
  }

  /**
   * Finds the nearest selected pixels.
   *
   * @return the position of each in the list of selected pixels, the nearest first; of equally near
   *     ones the first in row-major order comes first
   */
  int[] nearest(int row, int col) {
    double radius = startRadius;
    collect(row, col, radius);
    while (count < wanted && radius < wholeImage) {
      radius *= 2;
      collect(row, col, radius);
    }
    Arrays.sort(found, 0, count);
    int[] nearest = new int[wanted];
    for (int i = 0; i < wanted; i++) {
      nearest[i] = (int) found[i];
    }
    return nearest;
  }

  /** Returns the square of the distance to a selected pixel, in pixels. */
  long squaredDistance(int row, int col, int k) {
    long down = (long) row - selected[k] / width;
    long along = (long) col - selected[k] % width;
    return down * down + along * along;
  }

  /** Gathers what lies within a circle: squared distance and position in one number. */
  private void collect(int row, int col, double radius) {
    count = 0;
    Envelope square = new Envelope(col - radius, col + radius, row - radius, row + radius);
    tree.query(
        square,
        item -> {
          int k = (Integer) item;
          long distance = squaredDistance(row, col, k);
          if (distance <= radius * radius) {
            if (count == found.length) {
              found = Arrays.copyOf(found, 2 * count);
            }
            found[count++] = distance << 32 | k;
          }
        });
  }
}
