package alrc.core.scaling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.gradient.GradientRule;
import alrc.core.gradient.Gradients;
import alrc.core.state.ParameterLayout;

/**
 * With a window: multiplies by the root mean square of earlier updates over that of the gradients,
 * both over a window of steps.
 *
 * <pre>
 *   r = ρ · mean(g² of the L steps before) + (1 − ρ) g²
 *   u = (ε + sqrt(q)) / (ε + sqrt(r)) · g
 *   q = ρ · mean(u² of the L steps before) + (1 − ρ) u², used in the next step, 0 at first
 * </pre>
 *
 * <p>A form of Adadelta that is found in teaching; see {@link ScaleByWindowRms}. Keeps L squared
 * gradients and L squared updates.
 *
 * @param rho ρ, in [0, 1]
 * @param window L, from 1 to 100
 * @param epsilon ε, ≥ 0
 */
public record ScaleByWindowAdadelta(double rho, long window, double epsilon)
    implements GradientRule {
  public ScaleByWindowAdadelta {
    Ring.check(rho, window, epsilon);
  }

  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(this, layout, manager);
  }

  private static final class State extends Ring {
    private final ScaleByWindowAdadelta settings;
    private final NDArray[] squares;
    private final NDArray[] updates;
    private final NDArray latest;

    State(ScaleByWindowAdadelta settings, ParameterLayout layout, NDManager parent) {
      super(layout, parent);
      this.settings = settings;
      this.squares = room("square", settings.window);
      this.updates = room("update", settings.window);
      this.latest = vector("latest");
    }

    @Override
    public void apply(Gradients gradients) {
      NDArray gradient = gradients.flat();
      NDArray square = gradient.mul(gradient);
      NDArray root = mixed(squares, settings.rho, square).sqrt().addi(settings.epsilon);
      keep(squares, square);
      NDArray update = gradient.mul(latest.sqrt().addi(settings.epsilon)).divi(root);
      NDArray moved = update.mul(update);
      put(mixed(updates, settings.rho, moved), latest);
      keep(updates, moved);
      next();
      gradients.replace(update);
    }
  }
}
