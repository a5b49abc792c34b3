package alrc.core.scaling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.gradient.GradientRule;
import alrc.core.gradient.Gradients;
import alrc.core.schedule.Course;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;

/**
 * ADOPT: Adam that divides by the root of the squares of earlier steps only, and takes the mean
 * after the division.
 *
 * <pre>
 *   step 0: v = g², no update
 *   step t: n = g / max(sqrt(v), ε), clamped to ±t^¼     m ← β1 m + (1 − β1) n
 *           v ← β2 v + (1 − β2) g²                        g ← m
 * </pre>
 *
 * <p>Source: Taniguchi et al., "ADOPT: modified Adam can converge with any β2 with the optimal
 * rate", arXiv:2411.02853, Algorithm 2 and section 4 on the clamp.
 *
 * @param beta1 decay of the mean, in [0, 1) at every step
 * @param beta2 decay of the mean square, in [0, 1)
 * @param epsilon ε, &gt; 0
 * @param clip whether the quotients are clamped
 */
public record ScaleByAdopt(Course beta1, double beta2, double epsilon, boolean clip)
    implements GradientRule {
  public ScaleByAdopt {
    Limits.decay("beta1", beta1.most());
    Limits.decay("beta2", beta2);
    Limits.positive("epsilon", epsilon);
  }

  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(this, layout, manager);
  }

  private static final class State extends MeanState {
    private final ScaleByAdopt settings;
    private final NDArray beta2;
    private final NDArray gain2;
    private final NDArray epsilon;
    private final NDArray square;
    private final Count seen = count("seen");

    State(ScaleByAdopt settings, ParameterLayout layout, NDManager parent) {
      super(settings.beta1, layout, parent);
      this.settings = settings;
      this.beta2 = constant(settings.beta2);
      this.gain2 = constant(1 - settings.beta2);
      this.epsilon = constant(settings.epsilon);
      this.square = vector("square");
    }

    @Override
    public void apply(Gradients gradients) {
      NDArray gradient = gradients.flat();
      if (seen.value == 0) {
        square.addi(gradient.mul(gradient));
        // a gradient that is not finite must stay so
        add(gradient.subi(gradient));
      } else {
        NDArray scaled = gradient.div(square.sqrt().maximum(epsilon));
        double limit = StrictMath.sqrt(StrictMath.sqrt((double) seen.value));
        add(settings.clip ? scaled.clip(-limit, limit) : scaled);
        square.muli(beta2).addi(gradient.muli(gradient).muli(gain2));
      }
      seen.value++;
      gradients.replace(sum().mul(gain()));
    }
  }
}
