package alrc.jobs.card;

import alrc.stem.dataset.Split;
import alrc.stem.dataset.StoredExample;
import alrc.stem.scan.ScanMask;
import java.awt.image.BufferedImage;
import java.util.Optional;

/**
 * An example made small for the eye.
 *
 * @param id the example's name
 * @param split that it is in
 * @param truth from its smallest value, black, to its largest, white
 * @param scan in the same greys, black off the path; empty without a scan
 */
public record Pictured(String id, Split split, BufferedImage truth, Optional<BufferedImage> scan) {
  /** Makes an example small, with its scan where its path is known. */
  static Pictured of(StoredExample example, Split split, Optional<ScanMask> mask) {
    float[] truth = example.truth();
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (float value : truth) {
      if (Float.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    int height = example.height();
    int width = example.width();
    BufferedImage sharp = Thumbnail.of(truth, height, width, i -> true, low, high);
    if (mask.isEmpty()) {
      return new Pictured(example.id(), split, sharp, Optional.empty());
    }
    float[] weights = mask.get().weights();
    float[] scan = example.denseScan(mask.get());
    BufferedImage partial = Thumbnail.of(scan, height, width, i -> weights[i] > 0, low, high);
    return new Pictured(example.id(), split, sharp, Optional.of(partial));
  }

  /** The picture of a scan path: black where nothing is looked at. */
  static BufferedImage of(ScanMask mask) {
    return Thumbnail.of(mask.weights(), mask.height(), mask.width(), i -> true, 0, 1);
  }
}
