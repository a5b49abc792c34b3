package alrc.core.scaling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.gradient.GradientRule;
import alrc.core.gradient.Gradients;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;

/**
 * The sign of a mixture of the gradient and its running mean.
 *
 * <pre>
 *   u = sign(β1 m + (1 − β1) g)     m ← β2 m + (1 − β2) g
 * </pre>
 *
 * <p>Source: Chen et al., "Symbolic discovery of optimization algorithms", arXiv:2302.06675,
 * Algorithm 2. The sign of a number that is not finite is none, so that it ends the trial.
 *
 * @param beta1 share of the mean in the update, in [0, 1)
 * @param beta2 decay of the mean, in [0, 1)
 */
public record ScaleByLion(double beta1, double beta2) implements GradientRule {
  public ScaleByLion {
    Limits.decay("beta1", beta1);
    Limits.decay("beta2", beta2);
  }

  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(this, layout, manager);
  }

  private static final class State extends MomentState {
    private final NDArray beta1;
    private final NDArray gain1;
    private final NDArray beta2;
    private final NDArray gain2;
    private final NDArray mean;

    State(ScaleByLion settings, ParameterLayout layout, NDManager parent) {
      super(layout, parent);
      this.beta1 = constant(settings.beta1);
      this.gain1 = constant(1 - settings.beta1);
      this.beta2 = constant(settings.beta2);
      this.gain2 = constant(1 - settings.beta2);
      this.mean = vector("mean");
    }

    @Override
    public void apply(Gradients gradients) {
      NDArray gradient = gradients.flat();
      NDArray mixed = mean.mul(beta1).addi(gradient.mul(gain1));
      mean.muli(beta2).addi(gradient.muli(gain2));
      gradients.replace(mixed.sign().addi(mixed.sub(mixed)));
    }
  }
}
