package alrc.jobs.card;

import alrc.stem.dataset.Split;
import alrc.stem.examples.StoredExample;
import alrc.stem.scan.ScanMask;
import alrc.stem.transform.ExampleKey;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * An example as a small picture.
 *
 * @param key where the example comes from
 * @param height of the example, in pixels
 * @param width of the example, in pixels
 * @param orientation 0–7
 * @param split that it is in
 * @param truth from its smallest value, black, to its largest, white
 * @param scan stretched in the same way on its path, black off it; empty without a scan
 */
public record Pictured(
    ExampleKey key,
    int height,
    int width,
    int orientation,
    Split split,
    BufferedImage truth,
    Optional<BufferedImage> scan) {
  /** Makes an example small, with its scan where its path is known. */
  public static Pictured of(StoredExample example, Split split, Optional<ScanMask> mask) {
    BufferedImage truth = stretched(example, example.truth(), i -> true);
    Optional<BufferedImage> scan =
        mask.map(
            path -> {
              float[] weights = path.weights();
              return stretched(example, example.denseScan(path), i -> weights[i] > 0);
            });
    return new Pictured(
        example.key(),
        example.height(),
        example.width(),
        example.orientation(),
        split,
        truth,
        scan);
  }

  private static BufferedImage stretched(StoredExample example, float[] values, IntPredicate seen) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < values.length; i++) {
      if (seen.test(i) && Float.isFinite(values[i])) {
        low = Math.min(low, values[i]);
        high = Math.max(high, values[i]);
      }
    }
    return Preview.of(values, example.height(), example.width(), seen, low, high);
  }

  /** The picture of a scan path: black where nothing is looked at. */
  static BufferedImage of(ScanMask mask) {
    return Preview.of(mask.weights(), mask.height(), mask.width(), i -> true, 0, 1);
  }
}
