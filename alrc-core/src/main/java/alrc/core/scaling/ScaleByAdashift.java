package alrc.core.scaling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.gradient.GradientRule;
import alrc.core.gradient.Gradients;
import alrc.core.gradient.Partition;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;

/**
 * Adam whose divisor does not depend on the gradients that it divides.
 *
 * <pre>
 *   m_t = Σ β1^i g_(t−i) / Σ β1^i, i &lt; n      v_t ← β2 v + (1 − β2) max(g²_(t−n)) of each tensor
 *   g ← m_t / (sqrt(v_t / (1 − β2^(t−n))) + ε), and 0 in the first n steps
 * </pre>
 *
 * <p>Source: Zhou et al., "AdaShift: decorrelation and convergence of adaptive learning rate
 * methods", arXiv:1810.00143, Algorithm 1. The sum of n gradients is updated: the new one is added
 * and the one of n steps ago is subtracted. Keeps n gradients.
 *
 * @param lag n, from 1 to 100
 * @param beta1 β1, in [0, 1)
 * @param beta2 decay of the mean square, in [0, 1)
 * @param epsilon ε, ≥ 0
 */
public record ScaleByAdashift(long lag, double beta1, double beta2, double epsilon)
    implements GradientRule {
  public ScaleByAdashift {
    Limits.require(lag >= 1 && lag <= 100, "lag", lag, "must be from 1 to 100");
    Limits.decay("beta1", beta1);
    Limits.decay("beta2", beta2);
    Limits.notNegative("epsilon", epsilon);
  }

  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(this, layout, manager);
  }

  private static final class State extends MomentState {
    private final ScaleByAdashift settings;
    private final Partition tensors;
    private final NDArray beta1;
    private final NDArray beta2;
    private final NDArray leaving;
    private final NDArray[] latest;
    private final NDArray sum;
    private final NDArray square;
    private final Count steps = count("step");
    private final Real power = real("beta2-power", 1);
    private final double weights;

    State(ScaleByAdashift settings, ParameterLayout layout, NDManager parent) {
      super(layout, parent);
      this.settings = settings;
      this.tensors = Partition.tensors(layout, manager());
      double last = StrictMath.pow(settings.beta1, (double) settings.lag);
      this.beta1 = constant(settings.beta1);
      this.beta2 = constant(settings.beta2);
      this.leaving = constant(last);
      this.weights = (1 - last) / (1 - settings.beta1);
      this.sum = vector("sum");
      this.square = zeros("square", tensors.shape(), layout.type());
      this.latest = new NDArray[(int) settings.lag];
      for (int i = 0; i < latest.length; i++) {
        latest[i] = vector("gradient" + i);
      }
    }

    @Override
    public void apply(Gradients gradients) {
      NDArray gradient = gradients.flat();
      NDArray old = latest[(int) (steps.value % settings.lag)];
      boolean started = steps.value >= settings.lag;
      steps.value++;
      sum.muli(beta1).addi(gradient).subi(old.mul(leaving));
      if (!started) {
        put(gradient, old);
        // a gradient that is not finite must stay so
        gradients.replace(gradient.subi(gradient));
        return;
      }
      square.muli(beta2).addi(tensors.maxima(old.mul(old)));
      put(gradient, old);
      power.value *= settings.beta2;
      double rootFactor = StrictMath.sqrt((1 - settings.beta2) / (1 - power.value));
      NDArray root = square.sqrt().addi(settings.epsilon / rootFactor);
      gradients.replace(sum.div(tensors.spread(root)).muli(1 / weights / rootFactor));
    }
  }
}
