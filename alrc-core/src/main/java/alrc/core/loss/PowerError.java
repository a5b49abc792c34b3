package alrc.core.loss;

import ai.djl.ndarray.NDArray;
import alrc.core.setting.Rule;

/**
 * The mean over pixels and channels of |prediction − target|<sup>power</sup>, times a factor:
 * squared error for power 2, quartic error for power 4.
 *
 * <p>Source: Ede and Beanland, "Adaptive learning rate clipping stabilizes learning", doi
 * 10.1088/2632-2153/ab81e2, section 3. Their code multiplies by 25; here the factor is a setting, 1
 * unless told.
 *
 * @param power 2 or 4
 * @param scale factor of the mean, &gt; 0
 */
public record PowerError(int power, double scale) implements Loss {
  public PowerError {
    Rule.require(power == 2 || power == 4, "power", power, "must be 2 or 4");
    Rule.positive("scale", scale);
  }

  /** The squared error without a factor. */
  public static PowerError squared() {
    return new PowerError(2, 1);
  }

  /** The quartic error without a factor. */
  public static PowerError quartic() {
    return new PowerError(4, 1);
  }

  @Override
  public NDArray perExample(NDArray prediction, NDArray target) {
    NDArray raised = prediction.sub(target).square();
    if (power == 4) {
      raised = raised.square();
    }
    NDArray mean = raised.reshape(prediction.getShape().get(0), -1).mean(new int[] {1});
    return scale == 1 ? mean : mean.mul(scale);
  }
}
