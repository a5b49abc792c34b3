package alrc.core.lossrule;

import ai.djl.ndarray.NDManager;
import alrc.settings.Limits;
import alrc.settings.Preset;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Adaptive loss scaling: in each step each layer has a scale of its own, which is chosen so that a
 * fraction T of the gradients that it receives would underflow in float16.
 *
 * <pre>
 *   δ the gradient of a layer's output, u the least and U the largest number of float16
 *   σ = sqrt(mean(δ²))        α = min(max(u / (√2 · erfinv(T) · σ), 1), U / max|δ|)
 *   α ← 2^⌊log2 α⌋            the layer receives float16(α δ)
 *   the gradients of its weights are divided by the product of the α of this and all later layers
 * </pre>
 *
 * <p>A fraction T of normally distributed numbers of deviation σ is under u / α; of real gradients,
 * many of which are near 0, it can be several times as many. It needs {@code precision: float16},
 * and acts beside {@link LossScale} and {@link DynamicLossScale} in a chain, whose factors come
 * first. The paper estimates σ from the weights and the gradient before the layer that multiplies
 * them; here the product is known before it is rounded, so σ is its own.
 *
 * <p>Source: Zhao, Vogel and Ahmed, "Adaptive loss scaling for mixed precision training",
 * arXiv:1910.12385, in the form of the authors' code for a gradient whose product is known, without
 * that code's limits of 16 per layer and 1024 for all. Reads two numbers a step and layer from the
 * device.
 *
 * @param underflow T, in (0, 1)
 */
public record AdaptiveLossScale(@Preset("1e-3") double underflow) implements LossRule {
  public AdaptiveLossScale {
    Limits.require(
        underflow > 0 && underflow < 1, "underflow", underflow, "must be more than 0 and under 1");
  }

  /**
   * The scale of a layer, a power of two.
   *
   * @param underflow T
   * @param deviation σ of the gradient that it receives
   * @param largest the largest of their absolute values
   * @return 1 where they are all 0 or one is not finite
   */
  public static double scale(double underflow, double deviation, double largest) {
    if (!(deviation > 0) || !Double.isFinite(deviation) || !Double.isFinite(largest)) {
      return 1;
    }
    double quantile = NormalDistribution.of(0, 1).inverseCumulativeProbability((1 + underflow) / 2);
    double scale = Math.max(Precision.LEAST / (quantile * deviation), 1);
    return Math.scalb(1.0, Math.getExponent(Math.min(scale, Precision.LARGEST / largest)));
  }

  @Override
  public Running start(NDManager manager) {
    return new NoRule.Unclipped();
  }
}
