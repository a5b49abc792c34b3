package alrc.core.scaling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.gradient.GradientRule;
import alrc.core.gradient.Gradients;
import alrc.core.state.ParameterLayout;

/**
 * With a window: divides by the root of a mean square over a window of steps.
 *
 * <pre>
 *   r = ρ · mean(g² of the L steps before) + (1 − ρ) g²      g ← g / (ε + sqrt(r))
 * </pre>
 *
 * <p>Before L steps have passed, the mean is of those that have; before the first it is 0. A form
 * of RMSProp that is found in teaching. Keeps L squared gradients.
 *
 * @param rho ρ, in [0, 1]
 * @param window L, from 1 to 100
 * @param epsilon ε, ≥ 0
 */
public record ScaleByWindowRms(double rho, long window, double epsilon) implements GradientRule {
  public ScaleByWindowRms {
    Ring.check(rho, window, epsilon);
  }

  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(this, layout, manager);
  }

  private static final class State extends Ring {
    private final ScaleByWindowRms settings;
    private final NDArray[] squares;

    State(ScaleByWindowRms settings, ParameterLayout layout, NDManager parent) {
      super(layout, parent);
      this.settings = settings;
      this.squares = room("square", settings.window);
    }

    @Override
    public void apply(Gradients gradients) {
      NDArray gradient = gradients.flat();
      NDArray square = gradient.mul(gradient);
      NDArray root = mixed(squares, settings.rho, square).sqrt().addi(settings.epsilon);
      keep(squares, square);
      next();
      gradient.divi(root);
    }
  }
}
