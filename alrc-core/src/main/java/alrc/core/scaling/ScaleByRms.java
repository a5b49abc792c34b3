package alrc.core.scaling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.gradient.GradientRule;
import alrc.core.gradient.Gradients;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;

/**
 * Divides by the root of the running mean square: v ← αv + (1 − α)g², g ← g / (sqrt(v) + ε).
 *
 * <p>Source: Tieleman and Hinton, "Lecture 6.5 – RMSProp", COURSERA 2012; ε outside the root, as
 * torch.optim does. Centred, the square of the running mean is subtracted from v: Graves,
 * arXiv:1308.0850, equations 38 to 45.
 *
 * @param alpha α, in [0, 1)
 * @param epsilon ε, ≥ 0
 * @param about the value that is subtracted before squaring
 */
public record ScaleByRms(double alpha, double epsilon, About about) implements GradientRule {
  /** The value that is subtracted before squaring. */
  public enum About {
    /** Zero: the mean square. */
    ZERO,
    /** The running mean: the variance. */
    MEAN
  }

  public ScaleByRms {
    Limits.decay("alpha", alpha);
    Limits.notNegative("epsilon", epsilon);
  }

  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(this, layout, manager);
  }

  private static final class State extends MomentState {
    private final ScaleByRms settings;
    private final NDArray alpha;
    private final NDArray gain;
    private final NDArray epsilon;
    private final NDArray square;
    private final NDArray mean;

    State(ScaleByRms settings, ParameterLayout layout, NDManager parent) {
      super(layout, parent);
      this.settings = settings;
      this.alpha = constant(settings.alpha);
      this.gain = constant(1 - settings.alpha);
      this.epsilon = constant(settings.epsilon);
      this.square = vector("square");
      this.mean = settings.about == About.MEAN ? vector("mean") : square;
    }

    @Override
    public void apply(Gradients gradients) {
      NDArray gradient = gradients.flat();
      square.muli(alpha).addi(gradient.mul(gradient).muli(gain));
      NDArray spread = square;
      if (settings.about == About.MEAN) {
        mean.muli(alpha).addi(gradient.mul(gain));
        spread = square.sub(mean.mul(mean));
      }
      gradient.divi(spread.sqrt().addi(epsilon));
    }
  }
}
