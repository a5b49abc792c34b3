package alrc.core.scaling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.gradient.GradientRule;
import alrc.core.gradient.Gradients;
import alrc.core.schedule.Course;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;

/**
 * Divides the bias-corrected running mean by a decaying maximum: u ← max(β2·u, |g| + ε), g ← m / (1
 * − β1^t) / u.
 *
 * <p>Source: Kingma and Ba, "Adam: a method for stochastic optimization", arXiv:1412.6980,
 * Algorithm 2, with torch.optim's ε.
 *
 * @param beta1 decay of the mean, in [0, 1) at every step
 * @param beta2 decay of the maximum, in [0, 1)
 * @param epsilon ε, ≥ 0
 */
public record ScaleByAdamax(Course beta1, double beta2, double epsilon) implements GradientRule {
  public ScaleByAdamax {
    Limits.decay("beta1", beta1.most());
    Limits.decay("beta2", beta2);
    Limits.notNegative("epsilon", epsilon);
  }

  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(this, layout, manager);
  }

  private static final class State extends MeanState {
    private final NDArray beta2;
    private final NDArray epsilon;
    private final NDArray largest;

    State(ScaleByAdamax settings, ParameterLayout layout, NDManager parent) {
      super(settings.beta1, layout, parent);
      this.beta2 = constant(settings.beta2);
      this.epsilon = constant(settings.epsilon);
      this.largest = vector("largest");
    }

    @Override
    public void apply(Gradients gradients) {
      NDArray gradient = gradients.flat();
      add(gradient);
      put(largest.mul(beta2).maximum(gradient.abs().addi(epsilon)), largest);
      gradients.replace(sum().div(largest).muli(corrected()));
    }
  }
}
