package alrc.core.scaling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.gradient.GradientRule;
import alrc.core.gradient.Gradients;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;

/**
 * Divides by the root of the sum of all squared gradients: s ← s + g², g ← g / (sqrt(s) + ε).
 *
 * <p>Source: Duchi, Hazan and Singer, "Adaptive subgradient methods", JMLR 12 (2011), with
 * torch.optim's ε outside the root.
 *
 * @param epsilon ε, ≥ 0
 */
public record ScaleByAdagrad(double epsilon) implements GradientRule {
  public ScaleByAdagrad {
    Limits.notNegative("epsilon", epsilon);
  }

  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(epsilon, layout, manager);
  }

  private static final class State extends MomentState {
    private final NDArray epsilon;
    private final NDArray squares;

    State(double epsilon, ParameterLayout layout, NDManager parent) {
      super(layout, parent);
      this.epsilon = constant(epsilon);
      this.squares = vector("squares");
    }

    @Override
    public void apply(Gradients gradients) {
      NDArray gradient = gradients.flat();
      squares.addi(gradient.mul(gradient));
      gradient.divi(squares.sqrt().addi(epsilon));
    }
  }
}
