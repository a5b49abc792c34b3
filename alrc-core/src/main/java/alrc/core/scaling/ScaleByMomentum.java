package alrc.core.scaling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.gradient.GradientRule;
import alrc.core.gradient.Gradients;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;

/**
 * Adds up gradients: b ← μb + (1 − τ)g, where the first b is the first g; then g ← b, or g + μb
 * with Nesterov's momentum.
 *
 * <p>Source: Sutskever et al., "On the importance of initialization and momentum in deep learning",
 * ICML 2013, in the form of torch.optim.SGD.
 *
 * @param momentum μ, in [0, 1)
 * @param dampening τ, in [0, 1]
 * @param look how the sum is used
 */
public record ScaleByMomentum(double momentum, double dampening, Look look)
    implements GradientRule {
  /** How the sum of gradients is used. */
  public enum Look {
    /** It is the update: momentum. */
    HERE,
    /** It is added to the gradient once more: Nesterov's momentum. */
    AHEAD
  }

  public ScaleByMomentum {
    Limits.decay("momentum", momentum);
    Limits.require(dampening >= 0 && dampening <= 1, "dampening", dampening, "must be in [0, 1]");
  }

  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(this, layout, manager);
  }

  private static final class State extends MomentState {
    private final ScaleByMomentum settings;
    private final NDArray momentum;
    private final NDArray sum;
    private final Count steps = count("step");

    State(ScaleByMomentum settings, ParameterLayout layout, NDManager parent) {
      super(layout, parent);
      this.settings = settings;
      this.momentum = constant(settings.momentum);
      this.sum = vector("sum");
    }

    @Override
    public void apply(Gradients gradients) {
      NDArray gradient = gradients.flat();
      boolean damped = settings.dampening != 0 && steps.value > 0;
      steps.value++;
      sum.muli(momentum).addi(damped ? gradient.mul(1 - settings.dampening) : gradient);
      if (settings.look == Look.AHEAD) {
        gradient.addi(sum.mul(momentum));
      } else {
        gradients.replace(sum.duplicate());
      }
    }
  }
}
