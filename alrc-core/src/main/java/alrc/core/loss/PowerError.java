package alrc.core.loss;

import ai.djl.ndarray.NDArray;
import alrc.settings.Limits;
import alrc.settings.Preset;
import java.util.OptionalDouble;

/**
 * |prediction − target|<sup>power</sup>. For powers 1, 2 and 4 see {@link AbsoluteError}, {@link
 * SquaredError} and {@link QuarticError}, which are faster.
 *
 * @param power ≥ 1; below, the gradient at equality would be infinite
 * @param scale factor of the mean, &gt; 0
 */
public record PowerError(double power, @Preset(value = "1", written = true) double scale)
    implements Loss {
  public PowerError {
    Limits.require(
        power >= 1 && Double.isFinite(power), "power", power, "must be a finite number >= 1");
    Limits.positive("scale", scale);
  }

  @Override
  public OptionalDouble squaredErrorFactor() {
    return power == 2 ? OptionalDouble.of(scale) : OptionalDouble.empty();
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
