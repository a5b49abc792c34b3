package alrc.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

/**
 * Bilinear resizing to half the height and width with aligned corners.
 *
 * <p>Pixel i of n is at i · (2n − 1)/(n − 1) = 2i + i/(n − 1) among the 2n of the input: always
 * between pixels 2i and 2i + 1, so that two strided views and one weight per row suffice. (The
 * engine's own interpolation ignores the option for aligned corners.)
 */
final class HalfSize {
  private static final NDIndex EVEN_ROWS = new NDIndex(":, :, ::2, :");
  private static final NDIndex ODD_ROWS = new NDIndex(":, :, 1::2, :");
  private static final NDIndex EVEN_COLUMNS = new NDIndex(":, :, :, ::2");
  private static final NDIndex ODD_COLUMNS = new NDIndex(":, :, :, 1::2");

  private HalfSize() {}

  /**
   * Resizes images.
   *
   * @param images shape (N, C, 2h, 2w), h and w ≥ 2
   * @return shape (N, C, h, w)
   */
  static NDArray of(NDArray images) {
    Shape shape = images.getShape();
    NDArray down = weights(images, shape.get(2) / 2).reshape(1, 1, -1, 1);
    NDArray across = weights(images, shape.get(3) / 2).reshape(1, 1, 1, -1);
    NDArray rows = between(images.get(EVEN_ROWS), images.get(ODD_ROWS), down);
    return between(rows.get(EVEN_COLUMNS), rows.get(ODD_COLUMNS), across);
  }

  private static NDArray between(NDArray first, NDArray second, NDArray weight) {
    return second.sub(first).mul(weight).add(first);
  }

  /** 0, 1/(n − 1), … 1. */
  private static NDArray weights(NDArray like, long n) {
    NDManager manager = like.getManager();
    return manager.linspace(0, 1, Math.toIntExact(n)).toType(like.getDataType(), false);
  }
}
