package alrc.core.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;

/**
 * Adds the parameters times a decay: g ← g + λθ.
 *
 * <p>First in a chain this is the gradient of ½λ‖θ‖², the usual weight decay; just before the rate
 * it is the decoupled one. Source: Loshchilov and Hutter, "Decoupled weight decay regularization",
 * arXiv:1711.05101, Algorithms 1 and 2.
 *
 * @param decay λ, ≥ 0
 */
public record AddDecayedWeights(double decay) implements GradientRule {
  public AddDecayedWeights {
    Limits.notNegative("weight-decay", decay);
  }

  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(decay, layout, manager);
  }

  private static final class State extends RuleState {
    private final NDArray decay;

    State(double decay, ParameterLayout layout, NDManager parent) {
      super(layout, parent);
      this.decay = constant(decay);
    }

    @Override
    public void apply(Gradients gradients) {
      gradients.flat().addi(gradients.parameters().mul(decay));
    }
  }
}
