package alrc.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Fills the gaps between selected pixels with weighted means, from coarse to fine.
 *
 * <p>Pull: at each scale, half as large as the one before, c is the sum of the weights m / max m
 * under a window and s that of weights times values. Push: from the weighted mean of all values,
 * each scale moves the image by min(1, c / 8) of its distance to s / c, so that every pixel gets
 * the finest scale where a mean rests on some eight pixels of full weight. Source: Gortler,
 * Grzeszczuk, Szeliski and Cohen, "The lumigraph", doi:10.1145/237170.237200, section 3.4.
 */
final class PullPush {
  private static final float[] PULL = {0.25f, 0.75f, 0.75f, 0.25f};
  private static final float[] SMOOTH = {0.25f, 0.5f, 0.25f};
  private static final double ENOUGH = 8;
  private static final double LEAST = 1e-6;
  private static final int SMALLEST = 4;
  private static final Shape ONE = new Shape(1, 1);
  private static final Shape TWO = new Shape(2, 2);

  private PullPush() {}

  /** The sums of one scale. */
  private record Scale(NDArray weights, NDArray sums) {
    boolean hasHalf() {
      long height = weights.getShape().get(2);
      long width = weights.getShape().get(3);
      return Math.min(height, width) >= SMALLEST && height % 2 == 0 && width % 2 == 0;
    }

    Scale half() {
      return new Scale(pulled(weights), pulled(sums));
    }

    NDArray blend(NDArray image) {
      NDArray mean = sums.div(weights.maximum(LEAST));
      return image.add(mean.sub(image).mul(weights.div(ENOUGH).minimum(1)));
    }
  }

  /**
   * Fills images.
   *
   * @param values (N, 1, height, width), any finite value where the weight is 0
   * @param mask weights ≥ 0 of the same shape
   * @return the same shape, within [−1, 1]
   */
  static NDArray fill(NDArray values, NDArray mask) {
    NDArray weights = mask.div(Fill.largest(mask).maximum(LEAST));
    Deque<Scale> scales = new ArrayDeque<>();
    scales.push(new Scale(weights, weights.mul(values)));
    while (scales.element().hasHalf()) {
      scales.push(scales.element().half());
    }
    Scale coarsest = scales.pop();
    NDArray mass = coarsest.weights().sum(Fill.PIXELS, true).maximum(LEAST);
    NDArray mean = coarsest.sums().sum(Fill.PIXELS, true).div(mass);
    NDArray image = coarsest.blend(mean);
    while (!scales.isEmpty()) {
      image = scales.pop().blend(pushed(image));
    }
    return image.clip(-1, 1).stopGradient();
  }

  private static NDArray pulled(NDArray image) {
    return convolved(image, PULL, TWO);
  }

  /** Twice the size, bilinear; the mean of fewer pixels at the edge. */
  private static NDArray pushed(NDArray image) {
    NDArray large = image.repeat(2, 2).repeat(3, 2);
    return convolved(large, SMOOTH, ONE).div(convolved(large.onesLike(), SMOOTH, ONE));
  }

  private static NDArray convolved(NDArray image, float[] taps, Shape stride) {
    NDArray line = image.getManager().create(taps).toType(image.getDataType(), false);
    NDArray kernel = line.reshape(1, 1, -1, 1).mul(line.reshape(1, 1, 1, -1));
    return Conv2d.conv2d(image, kernel, null, stride, ONE, ONE, 1).singletonOrThrow();
  }
}
