package alrc.core.loss;

import ai.djl.ndarray.NDArray;
import alrc.settings.Limits;
import alrc.settings.Preset;
import java.util.OptionalDouble;

/**
 * (prediction − target)².
 *
 * <p>Source: Ede and Beanland, "Adaptive learning rate clipping stabilizes learning", doi
 * 10.1088/2632-2153/ab81e2, section 3. Their code multiplies by 25; here the factor is a setting, 1
 * unless the study sets another.
 *
 * @param scale factor of the mean, &gt; 0
 */
public record SquaredError(@Preset(value = "1", written = true) double scale) implements Loss {
  public SquaredError {
    Limits.positive("scale", scale);
  }

  @Override
  public OptionalDouble squaredErrorFactor() {
    return OptionalDouble.of(scale);
  }

  @Override
  public NDArray errors(NDArray prediction, NDArray target) {
    return prediction.sub(target).square();
  }
}
