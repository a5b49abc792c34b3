package alrc.core.scaling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.gradient.GradientRule;
import alrc.core.gradient.Gradients;
import alrc.core.schedule.Course;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;

/**
 * Divides the bias-corrected running mean of the gradient by the root of the bias-corrected running
 * mean of its square.
 *
 * <pre>
 *   m ← β1 m + (1 − β1) g     v ← β2 v + (1 − β2) g²
 *   g ← (m / (1 − β1^t)) / (sqrt(v / (1 − β2^t)) + ε)
 * </pre>
 *
 * <p>Source: Kingma and Ba, "Adam: a method for stochastic optimization", arXiv:1412.6980,
 * Algorithm 1; ε is added to the corrected root, as torch.optim does. AMSGrad takes the largest v
 * of all steps: Reddi et al., "On the convergence of Adam and beyond", arXiv:1904.09237, Algorithm
 * 2, with torch.optim's correction of the bias.
 *
 * @param beta1 decay of the mean, in [0, 1) at every step
 * @param beta2 decay of the mean square, in [0, 1)
 * @param epsilon ε, ≥ 0
 * @param square which v divides
 */
public record ScaleByAdam(Course beta1, double beta2, double epsilon, Square square)
    implements GradientRule {
  /** Which running mean square divides. */
  public enum Square {
    /** The one of this step: Adam. */
    LATEST,
    /** The largest of all steps so far, entry by entry: AMSGrad. */
    LARGEST
  }

  public ScaleByAdam {
    Limits.decay("beta1", beta1.most());
    Limits.decay("beta2", beta2);
    Limits.notNegative("epsilon", epsilon);
  }

  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(this, layout, manager);
  }

  /** Keeps V = v / (1 − β2) too; the constants go into the two factors of the quotient. */
  private static final class State extends MeanState {
    private final ScaleByAdam settings;
    private final NDArray beta2;
    private final NDArray latest;
    private final NDArray largest;
    private final Real product = real("beta2-power", 1);

    State(ScaleByAdam settings, ParameterLayout layout, NDManager parent) {
      super(settings.beta1, layout, parent);
      this.settings = settings;
      this.beta2 = constant(settings.beta2);
      this.latest = vector("square");
      this.largest = settings.square == Square.LARGEST ? vector("largest") : latest;
    }

    @Override
    public void apply(Gradients gradients) {
      NDArray gradient = gradients.flat();
      add(gradient);
      product.value *= settings.beta2;
      latest.muli(beta2).addi(gradient.muli(gradient));
      if (settings.square == Square.LARGEST) {
        put(largest.maximum(latest), largest);
      }
      double rootFactor = StrictMath.sqrt((1 - settings.beta2) / (1 - product.value));
      NDArray root = largest.sqrt().addi(settings.epsilon / rootFactor);
      gradients.replace(sum().div(root).muli(corrected() / rootFactor));
    }
  }
}
