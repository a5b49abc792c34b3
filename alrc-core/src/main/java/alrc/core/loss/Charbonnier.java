package alrc.core.loss;

import ai.djl.ndarray.NDArray;
import alrc.settings.Limits;
import alrc.settings.Preset;

/**
 * sqrt(d² + ε²) − ε of a difference d: squared error near zero, absolute error far from it.
 *
 * <p>Source: Charbonnier et al., "Two deterministic half-quadratic regularization algorithms for
 * computed imaging", ICIP 1994, doi 10.1109/ICIP.1994.413553, whose potential is 2·sqrt(1 + t²) −
 * 2. Many programs leave out the constant ε, which changes no gradient; here a perfect prediction
 * has a loss of zero.
 *
 * @param epsilon ε, where the two regimes meet, &gt; 0
 * @param scale factor of the mean, &gt; 0
 */
public record Charbonnier(
    @Preset(value = "1e-3", written = true) double epsilon,
    @Preset(value = "1", written = true) double scale)
    implements Loss {
  public Charbonnier {
    Limits.positive("epsilon", epsilon);
    Limits.positive("scale", scale);
  }

  @Override
  public NDArray errors(NDArray prediction, NDArray target) {
    NDArray square = prediction.sub(target).square();
    return square.add(epsilon * epsilon).sqrt().sub(epsilon);
  }
}
