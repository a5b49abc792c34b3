package alrc.core.gradient;

import ai.djl.ndarray.NDManager;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;
import alrc.settings.Preset;

/**
 * Sharpness-aware minimisation, SAM: takes the gradient not at the parameters but ahead of them, up
 * the slope, on the same batch; the optimizer moves the parameters by it.
 *
 * <pre>
 *   e = ρ ∇L(w) / (‖∇L(w)‖ + 1e-12)
 *   g = ∇L(w + e)
 * </pre>
 *
 * <p>It must be the first rule; the others act on g. A step takes two passes through the network. L
 * is the loss with the factors that the loss rule gives it at w: a loss rule judges each batch
 * once, at w, and its factors are the same in both passes. The recorded losses, and the running
 * means of normalisation, are those at w.
 *
 * <p>Source: Foret et al., "Sharpness-aware minimization for efficiently improving generalization",
 * arXiv:2010.01412, Algorithm 1 with p = 2.
 *
 * @param radius ρ, &gt; 0
 */
public record Sam(@Preset("0.05") double radius) implements GradientRule {
  public Sam {
    Limits.positive("radius", radius);
  }

  @Override
  public double ahead() {
    return radius;
  }

  /** The gradient is taken where it should be before any rule acts on it. */
  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return Chain.of().start(layout, manager);
  }
}
