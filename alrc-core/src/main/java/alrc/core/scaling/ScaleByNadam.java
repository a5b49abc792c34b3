package alrc.core.scaling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.gradient.GradientRule;
import alrc.core.gradient.Gradients;
import alrc.core.schedule.Course;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;

/**
 * Adam with Nesterov's momentum.
 *
 * <pre>
 *   μ_t = β1 (1 − ½·0.96^(tψ))     m, v as in Adam
 *   g ← ((1 − μ_t) g / (1 − Π μ_i, i ≤ t) + μ_(t+1) m / (1 − Π μ_i, i ≤ t + 1)) / (sqrt(v / (1 − β2^t)) + ε)
 * </pre>
 *
 * <p>Source: Dozat, "Incorporating Nesterov momentum into Adam", ICLR workshop 2016, in the form of
 * torch.optim.NAdam.
 *
 * @param beta1 decay of the mean, in [0, 1) at every step
 * @param beta2 decay of the mean square, in [0, 1)
 * @param epsilon ε, ≥ 0
 * @param momentumDecay ψ, ≥ 0
 */
public record ScaleByNadam(Course beta1, double beta2, double epsilon, double momentumDecay)
    implements GradientRule {
  private static final double BASE = 0.96;

  public ScaleByNadam {
    Limits.decay("beta1", beta1.most());
    Limits.decay("beta2", beta2);
    Limits.notNegative("epsilon", epsilon);
    Limits.notNegative("momentum-decay", momentumDecay);
  }

  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(this, layout, manager);
  }

  private static final class State extends MeanState {
    private final ScaleByNadam settings;
    private final NDArray beta2;
    private final NDArray square;
    private final Real power = real("beta2-power", 1);
    private final Real momenta = real("momenta", 1);

    State(ScaleByNadam settings, ParameterLayout layout, NDManager parent) {
      super(settings.beta1, layout, parent);
      this.settings = settings;
      this.beta2 = constant(settings.beta2);
      this.square = vector("square");
    }

    @Override
    public void apply(Gradients gradients) {
      NDArray gradient = gradients.flat();
      add(gradient);
      power.value *= settings.beta2;
      square.muli(beta2).addi(gradient.mul(gradient));
      double now = momentum(steps());
      double next = momentum(steps() + 1);
      momenta.value *= now;
      double rootFactor = StrictMath.sqrt((1 - settings.beta2) / (1 - power.value));
      double ofGradient = (1 - now) / (1 - momenta.value) / rootFactor;
      double ofMean = next * gain() / (1 - momenta.value * next) / rootFactor;
      NDArray root = square.sqrt().addi(settings.epsilon / rootFactor);
      gradients.replace(gradient.muli(ofGradient).addi(sum().mul(ofMean)).divi(root));
    }

    private double momentum(long step) {
      double power = StrictMath.pow(BASE, step * settings.momentumDecay);
      return beta() * (1 - 0.5 * power);
    }
  }
}
