package alrc.core.scaling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.gradient.GradientRule;
import alrc.core.gradient.Gradients;
import alrc.core.schedule.Course;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;

/**
 * Adam with a second, slow mean of the gradient, which is not corrected for its start.
 *
 * <pre>
 *   m1 ← β1 m1 + (1 − β1) g     m2 ← β3 m2 + (1 − β3) g     v ← β2 v + (1 − β2) g²
 *   g ← (m1 / (1 − β1^t) + α m2) / (sqrt(v / (1 − β2^t)) + ε)
 *   in the first T steps: αt / T for α, and for β3
 *     exp(ln β1 · ln β3 / ((1 − t / T) ln β3 + (t / T) ln β1)), at most β3
 * </pre>
 *
 * <p>Source: Pagliardini, Ablin and Grangier, "The AdEMAMix optimizer: better, faster, older",
 * arXiv:2409.03137, Algorithm 1 and its schedulers.
 *
 * @param beta1 decay of the fast mean, in [0, 1) at every step
 * @param beta2 decay of the mean square, in [0, 1)
 * @param beta3 decay of the slow mean, in [0, 1)
 * @param alpha α, the weight of the slow mean, ≥ 0
 * @param warmup T, ≥ 0; 0 is none
 * @param epsilon ε, ≥ 0
 */
public record ScaleByAdemamix(
    Course beta1, double beta2, double beta3, double alpha, long warmup, double epsilon)
    implements GradientRule {
  public ScaleByAdemamix {
    Limits.decay("beta1", beta1.most());
    Limits.decay("beta2", beta2);
    Limits.decay("beta3", beta3);
    Limits.notNegative("alpha", alpha);
    Limits.atLeast("warmup", warmup, 0);
    Limits.require(
        warmup == 0 || (beta1.start() > 0 && beta3 > 0),
        "warmup",
        warmup,
        "must be 0 where beta1 or beta3 is 0: beta3 rises from beta1 on a logarithmic scale");
    Limits.notNegative("epsilon", epsilon);
  }

  /** α of step t, counted from 1. */
  double alphaAt(long t) {
    return t < warmup ? alpha * t / warmup : alpha;
  }

  /** β3 of step t, counted from 1. */
  double beta3At(long t) {
    if (t >= warmup) {
      return beta3;
    }
    double from = StrictMath.log(beta1.start());
    double to = StrictMath.log(beta3);
    double part = (double) t / warmup;
    return Math.min(StrictMath.exp(from * to / ((1 - part) * to + part * from)), beta3);
  }

  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(this, layout, manager);
  }

  private static final class State extends MeanState {
    private final ScaleByAdemamix settings;
    private final NDArray beta2;
    private final NDArray slow;
    private final NDArray square;
    private final Real product = real("beta2-power", 1);

    State(ScaleByAdemamix settings, ParameterLayout layout, NDManager parent) {
      super(settings.beta1, layout, parent);
      this.settings = settings;
      this.beta2 = constant(settings.beta2);
      this.slow = vector("slow");
      this.square = vector("square");
    }

    @Override
    public void apply(Gradients gradients) {
      NDArray gradient = gradients.flat();
      add(gradient);
      double beta3 = settings.beta3At(steps());
      slow.muli(beta3).addi(gradient.mul(1 - beta3));
      product.value *= settings.beta2;
      square.muli(beta2).addi(gradient.muli(gradient));
      double rootFactor = StrictMath.sqrt((1 - settings.beta2) / (1 - product.value));
      NDArray root = square.sqrt().addi(settings.epsilon / rootFactor);
      NDArray mixed = sum().mul(corrected()).addi(slow.mul(settings.alphaAt(steps())));
      gradients.replace(mixed.divi(root).muli(1 / rootFactor));
    }
  }
}
