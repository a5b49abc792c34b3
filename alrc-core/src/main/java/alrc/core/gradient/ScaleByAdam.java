package alrc.core.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import alrc.core.checkpoint.StateReader;
import alrc.core.checkpoint.StateWriter;
import alrc.core.parameter.ParameterLayout;
import alrc.core.setting.Rule;

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
 * Algorithm 1; ε is added to the corrected root, as torch.optim does.
 *
 * @param beta1 decay of the mean, in [0, 1)
 * @param beta2 decay of the mean square, in [0, 1)
 * @param epsilon ε, ≥ 0
 */
public record ScaleByAdam(double beta1, double beta2, double epsilon) implements GradientRule {
  public ScaleByAdam {
    Rule.decay("beta1", beta1);
    Rule.decay("beta2", beta2);
    Rule.notNegative("epsilon", epsilon);
  }

  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(this, layout, manager.newSubManager());
  }

  /**
   * Keeps M = m / (1 − β1) and V = v / (1 − β2), which take one pass over memory less per step; the
   * constants go into the two factors of the quotient.
   */
  private static final class State implements Running {
    private final ScaleByAdam settings;
    private final NDManager manager;
    private final NDArray beta1;
    private final NDArray beta2;
    private final NDArray mean;
    private final NDArray square;
    private double beta1Power = 1;
    private double beta2Power = 1;

    State(ScaleByAdam settings, ParameterLayout layout, NDManager manager) {
      this.settings = settings;
      this.manager = manager;
      this.beta1 = manager.create((float) settings.beta1);
      this.beta2 = manager.create((float) settings.beta2);
      this.mean = manager.zeros(new Shape(layout.size()));
      this.square = manager.zeros(new Shape(layout.size()));
    }

    @Override
    public void apply(Gradients gradients) {
      beta1Power *= settings.beta1;
      beta2Power *= settings.beta2;
      NDArray gradient = gradients.flat();
      mean.muli(beta1).addi(gradient);
      square.muli(beta2).addi(gradient.muli(gradient));
      double meanFactor = (1 - settings.beta1) / (1 - beta1Power);
      double rootFactor = StrictMath.sqrt((1 - settings.beta2) / (1 - beta2Power));
      NDArray root = square.sqrt().addi(settings.epsilon / rootFactor);
      gradients.replace(mean.div(root).muli(meanFactor / rootFactor));
    }

    @Override
    public void save(StateWriter out) {
      out.array("mean", mean);
      out.array("square", square);
      out.number("beta1-power", beta1Power);
      out.number("beta2-power", beta2Power);
    }

    @Override
    public void restore(StateReader in) {
      in.array("mean", mean);
      in.array("square", square);
      beta1Power = in.number("beta1-power");
      beta2Power = in.number("beta2-power");
    }

    @Override
    public void close() {
      manager.close();
    }
  }
}
