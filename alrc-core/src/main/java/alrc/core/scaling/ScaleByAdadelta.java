package alrc.core.scaling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.gradient.GradientRule;
import alrc.core.gradient.Gradients;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;

/**
 * Multiplies by the root mean square of earlier updates over that of the gradients.
 *
 * <pre>
 *   v ← ρv + (1 − ρ)g²     g ← sqrt(u + ε) / sqrt(v + ε) · g     u ← ρu + (1 − ρ)g²
 * </pre>
 *
 * <p>Source: Zeiler, "ADADELTA: an adaptive learning rate method", arXiv:1212.5701, Algorithm 1.
 *
 * @param rho ρ, in [0, 1)
 * @param epsilon ε, ≥ 0
 */
public record ScaleByAdadelta(double rho, double epsilon) implements GradientRule {
  public ScaleByAdadelta {
    Limits.decay("rho", rho);
    Limits.notNegative("epsilon", epsilon);
  }

  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(this, layout, manager);
  }

  private static final class State extends MomentState {
    private final NDArray rho;
    private final NDArray gain;
    private final NDArray epsilon;
    private final NDArray square;
    private final NDArray updates;

    State(ScaleByAdadelta settings, ParameterLayout layout, NDManager parent) {
      super(layout, parent);
      this.rho = constant(settings.rho);
      this.gain = constant(1 - settings.rho);
      this.epsilon = constant(settings.epsilon);
      this.square = vector("square");
      this.updates = vector("updates");
    }

    @Override
    public void apply(Gradients gradients) {
      NDArray gradient = gradients.flat();
      square.muli(rho).addi(gradient.mul(gradient).muli(gain));
      NDArray root = updates.add(epsilon).divi(square.add(epsilon)).sqrt();
      NDArray update = gradient.muli(root);
      updates.muli(rho).addi(update.mul(update).muli(gain));
    }
  }
}
