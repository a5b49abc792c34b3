package alrc.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import alrc.settings.Words;
import org.jspecify.annotations.Nullable;

/**
 * Whether a scan is filled before a network gets it, and how the values of the scan follow from the
 * image; the names are those of the steps of a recipe. Three more channels of the input are the
 * scan filled in two ways, {@link SparseFill} and {@link PullPush}, and how far the values on the
 * path are from the first. The network's output is the difference of the completion from the first.
 */
public enum Fill {
  /** The network gets scan and mask only. */
  NONE {
    @Override
    @Nullable NDArray estimates(NDArray scan, NDArray mask) {
      return null;
    }
  },

  /**
   * The paper's scan: v = (s + 1) / A with s = m·(m·x + 2(1−m)·u·b), m the weight, x the image, u
   * uniform in [0, 1) and b near x. So s / m estimates x. A is not stored: the expected v is a line
   * in m that meets m = 0 at 1/A, fitted with the weights 1/m². It lies in (0, 1 + M·(2−M)], M
   * being the largest weight. Where no line can be fitted, because all weights are equal or fewer
   * than 100 pixels are selected, A = 2.
   *
   * <p>b is the blurred image, stretched to [−1, 1], and so brighter than x or darker. s / m is
   * about x + (1−m)·(b − x): a line in 1 − m, whose slope is the mean of b − x. It is fitted with
   * the weights 1 / (0.1 + (1−m)²/3), the inverse of a variance, and (1−m) · slope is subtracted.
   */
  PARTIAL_SCAN {
    @Override
    NDArray estimates(NDArray scan, NDArray mask) {
      NDArray known = mask.gt(0).toType(mask.getDataType(), false);
      NDArray weight = mask.add(known.neg().add(1));
      NDArray inverse = known.div(weight);
      NDArray selected = sum(known);
      NDArray count = sum(inverse.square()).maximum(LEAST);
      NDArray meanWeight = sum(inverse).div(count);
      NDArray meanValue = sum(scan.mul(inverse.square())).div(count);
      NDArray product = sum(scan.mul(inverse)).div(count);
      NDArray spread = selected.div(count).sub(meanWeight.square());
      NDArray fitted = spread.gt(LEAST_SPREAD).logicalAnd(selected.gte(FEWEST));
      NDArray divisor = NDArrays.where(fitted, spread, spread.onesLike());
      NDArray slope = product.sub(meanWeight.mul(meanValue)).div(divisor);
      NDArray largest = largest(mask);
      NDArray least = largest.neg().add(2).mul(largest).add(1);
      NDArray line = meanValue.sub(slope.mul(meanWeight)).maximum(least.onesLike().div(least));
      NDArray middle = NDArrays.where(fitted, line, line.onesLike().mul(0.5));
      NDArray means = scan.div(middle).sub(1).mul(inverse);
      return means.sub(brighter(means, mask, known).mul(mask.neg().add(1)).mul(known));
    }

    /** The mean of b − x; 0 where no line can be fitted. */
    private NDArray brighter(NDArray values, NDArray mask, NDArray known) {
      NDArray rest = mask.neg().add(1);
      NDArray weight = known.div(rest.square().div(3).add(0.1));
      NDArray total = sum(weight).maximum(LEAST);
      NDArray meanRest = sum(weight.mul(rest)).div(total);
      NDArray meanValue = sum(weight.mul(values)).div(total);
      NDArray spread = sum(weight.mul(rest.square())).div(total).sub(meanRest.square());
      NDArray product = sum(weight.mul(rest).mul(values)).div(total);
      NDArray fitted = spread.gt(LEAST_SPREAD).logicalAnd(sum(known).gte(FEWEST));
      NDArray divisor = NDArrays.where(fitted, spread, spread.onesLike());
      NDArray slope = product.sub(meanRest.mul(meanValue)).div(divisor);
      return NDArrays.where(fitted, slope, slope.zerosLike());
    }
  },

  /** A scan of a probe: v is the image, moved from [−1, 1] to [0, 1], and noise. */
  PROBE_SCAN {
    @Override
    NDArray estimates(NDArray scan, NDArray mask) {
      return scan.mul(2).sub(1);
    }
  };

  static final int[] PIXELS = {2, 3};
  private static final double LEAST = 1e-30;
  private static final double LEAST_SPREAD = 1e-6;
  private static final int FEWEST = 100;
  private static final double FARTHEST = 2;

  /**
   * Estimates the image at the selected pixels.
   *
   * @param scan (N, 1, height, width), 0 to 1
   * @param mask weights, of the same shape, 0 where nothing was scanned
   * @return the same shape, about −1 to 1, any value where nothing was scanned; null for none
   */
  abstract @Nullable NDArray estimates(NDArray scan, NDArray mask);

  /** The largest value of each image. The engine reduces one axis at a time. */
  static NDArray largest(NDArray images) {
    return images.max(new int[] {2}, true).max(new int[] {3}, true);
  }

  private static NDArray sum(NDArray values) {
    return values.sum(PIXELS, true);
  }

  /** The step of a recipe whose scans it fills; {@code none} for none. */
  public String step() {
    return Words.ofConstant(this);
  }

  /** The number of channels that it adds. */
  int channels() {
    return this == NONE ? 0 : 3;
  }

  /**
   * Fills scans.
   *
   * @param input (N, K·2, height, width): scan and mask of each of K members
   * @return (N, K·3, height, width): of each member the sparse image and the smooth one, −1 to 1,
   *     and the values on the path less the sparse image, −{@value #FARTHEST} to {@value
   *     #FARTHEST}, 0 elsewhere; null for none
   */
  @Nullable NDArray of(NDArray input) {
    if (this == NONE) {
      return null;
    }
    long n = input.getShape().get(0);
    long members = input.getShape().get(1) / 2;
    long height = input.getShape().get(2);
    long width = input.getShape().get(3);
    NDArray images = input.reshape(n * members, 2, height, width);
    NDArray mask = images.get(":, 1:2, :, :");
    NDArray estimates = estimates(images.get(":, 0:1, :, :"), mask);
    if (estimates == null) {
      return null;
    }
    NDArray sparse = SparseFill.fill(estimates, mask);
    NDArray smooth = PullPush.fill(estimates, mask);
    NDArray rest = estimates.sub(sparse).clip(-FARTHEST, FARTHEST).mul(mask.gt(0));
    return NDArrays.concat(new NDList(sparse, smooth, rest.stopGradient()), 1)
        .reshape(n, members * 3, height, width);
  }
}
