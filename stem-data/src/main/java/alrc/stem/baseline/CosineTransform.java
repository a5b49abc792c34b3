package alrc.stem.baseline;

import org.jtransforms.dct.DoubleDCT_2D;
import pl.edu.icm.jlargearrays.ConcurrencyUtils;

/**
 * The orthonormal discrete cosine transform (DCT-II) of an image, and its inverse, by JTransforms
 * on the caller's thread: the number of threads is JTransforms' setting for the whole process. Not
 * thread-safe.
 */
final class CosineTransform {
  static {
    ConcurrencyUtils.setNumberOfThreads(1);
  }

  private final DoubleDCT_2D transform;

  CosineTransform(int height, int width) {
    this.transform = new DoubleDCT_2D(height, width);
  }

  /** Replaces an image by its coefficients. */
  void forward(double[] image) {
    transform.forward(image, true);
  }

  /** Replaces coefficients by their image. */
  void inverse(double[] coefficients) {
    transform.inverse(coefficients, true);
  }
}
