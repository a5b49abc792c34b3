package alrc.stem.baseline;

import alrc.stem.scan.Scan;

/**
 * A way to complete a partial scan that learns nothing. An immutable record of settings in a file
 * of its own, registered in {@link Baselines}. Each is deterministic, runs on the caller's thread
 * and is safe for any thread; memory is at most about 250 bytes per pixel of the image.
 */
public interface Baseline {
  /** Returns the name, for example {@code nearest}. */
  String name();

  /** Returns the method in words, with its source. */
  String source();

  /**
   * Completes an image.
   *
   * @param samples estimates of the truth on the path
   * @return a new array, {@code height × width}, row-major, on the scale of the samples
   */
  float[] complete(Samples samples);

  /**
   * Completes a scan. Values outside [−1, 1] are moved to the nearer end: the truth lies within, so
   * that this brings each of them closer to it.
   *
   * @param scale of the scan's values
   * @return a new array, {@code height × width}, row-major, on [−1, 1]
   */
  default float[] completion(Scan scan, ScanScale scale) {
    float[] image = complete(Samples.of(scan, scale));
    for (int i = 0; i < image.length; i++) {
      image[i] = Math.max(-1, Math.min(1, image[i]));
    }
    return image;
  }
}
