package alrc.core.loss;

import ai.djl.ndarray.NDArray;
import alrc.settings.Limits;
import alrc.settings.Preset;

/**
 * |prediction − target|.
 *
 * @param scale factor of the mean, &gt; 0
 */
public record AbsoluteError(@Preset(value = "1", written = true) double scale) implements Loss {
  public AbsoluteError {
    Limits.positive("scale", scale);
  }

  @Override
  public NDArray errors(NDArray prediction, NDArray target) {
    return prediction.sub(target).abs();
  }
}
