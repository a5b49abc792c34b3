package alrc.core.scaling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.gradient.GradientRule;
import alrc.core.gradient.Gradients;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;

/**
 * A running mean whose inertia is less where gradients are large.
 *
 * <pre>
 *   v ← β2 v + (1 − β2) g²     v̄ = mean of v over all parameters
 *   β1 = clamp(1 − β0 v / v̄, 0, 1 − ε)      entry by entry
 *   m ← β1 m + (1 − β1) g      g ← m / (1 − Π β1)
 * </pre>
 *
 * <p>Source: Xie et al., "Adaptive inertia: disentangling the effects of adaptive learning rate and
 * momentum", arXiv:2006.15815, Algorithm 2. The correction of v's bias cancels in v / v̄.
 *
 * @param beta0 β0, &gt; 0
 * @param beta2 decay of the mean square, in [0, 1)
 * @param epsilon ε, in (0, 1)
 */
public record ScaleByAdai(double beta0, double beta2, double epsilon) implements GradientRule {
  private static final double TINY = Float.MIN_NORMAL;

  public ScaleByAdai {
    Limits.positive("beta0", beta0);
    Limits.decay("beta2", beta2);
    Limits.require(epsilon > 0 && epsilon < 1, "epsilon", epsilon, "must be in (0, 1)");
  }

  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(this, layout, manager);
  }

  /** Keeps 1 − Π β1, which would lose its digits if the product were kept. */
  private static final class State extends MomentState {
    private final ScaleByAdai settings;
    private final NDArray beta0;
    private final NDArray beta2;
    private final NDArray one;
    private final NDArray tiny;
    private final NDArray square;
    private final NDArray mean;
    private final NDArray weight;

    State(ScaleByAdai settings, ParameterLayout layout, NDManager parent) {
      super(layout, parent);
      this.settings = settings;
      this.beta0 = constant(settings.beta0);
      this.beta2 = constant(settings.beta2);
      this.one = constant(1);
      this.tiny = constant(TINY);
      this.square = vector("square");
      this.mean = vector("mean");
      this.weight = vector("weight");
    }

    @Override
    public void apply(Gradients gradients) {
      NDArray gradient = gradients.flat();
      square.muli(beta2).addi(gradient.mul(gradient));
      NDArray gain = square.div(square.mean().maximum(tiny)).muli(beta0).clip(settings.epsilon, 1);
      mean.addi(gradient.subi(mean).muli(gain));
      weight.addi(gain.muli(weight.neg().addi(one)));
      gradients.replace(mean.div(weight));
    }
  }
}
