package alrc.core.loss;

import ai.djl.ndarray.NDArray;
import alrc.core.setting.Rule;

/**
 * |prediction − target|<sup>power</sup>: absolute error for power 1, squared for 2, quartic for 4.
 *
 * <p>Source: Ede and Beanland, "Adaptive learning rate clipping stabilizes learning", doi
 * 10.1088/2632-2153/ab81e2, section 3. Their code multiplies by 25; here the factor is a setting, 1
 * unless told.
 *
 * @param power ≥ 1; below, the gradient at equality would be infinite
 * @param scale factor of the mean, &gt; 0
 */
public record PowerError(double power, double scale) implements Loss {
  public PowerError {
    Rule.require(
        power >= 1 && Double.isFinite(power), "power", power, "must be a finite number >= 1");
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
  public NDArray errors(NDArray prediction, NDArray target) {
    NDArray difference = prediction.sub(target);
    if (power == 2) {
      return difference.square();
    }
    if (power == 4) {
      return difference.square().square();
    }
    return power == 1 ? difference.abs() : difference.abs().pow(power);
  }
}
