package alrc.core.scaling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.gradient.AroundState;
import alrc.core.gradient.GradientRule;
import alrc.core.gradient.Gradients;
import alrc.core.gradient.Partition;
import alrc.core.gradient.SurroundingRule;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;
import java.util.Arrays;

/**
 * Reduces the rate of each tensor whose gradient is large beside its running mean square v, which
 * is corrected for its start.
 *
 * <pre>
 *   η ← η / max(1, sqrt(mean(g² / max(v, ε²))))
 * </pre>
 *
 * <p>Source: Wortsman et al., "Stable and low-precision training for large-scale vision-language
 * models", arXiv:2304.13013, Algorithm 2.
 *
 * @param beta2 decay of v, in [0, 1)
 * @param epsilon ε, &gt; 0
 * @param square which v divides
 */
public record ScaleByStableRate(double beta2, double epsilon, Square square)
    implements SurroundingRule {
  /** Which running mean square divides. */
  public enum Square {
    /** The one with this step's gradient, as in the paper. */
    AFTER,
    /** The one without it; the first step is then not reduced. */
    BEFORE
  }

  public ScaleByStableRate {
    Limits.decay("beta2", beta2);
    Limits.positive("epsilon", epsilon);
  }

  @Override
  public Running around(GradientRule optimizer, ParameterLayout layout, NDManager manager) {
    return new State(this, optimizer, layout, manager);
  }

  private static final class State extends AroundState {
    private final ScaleByStableRate settings;
    private final Partition tensors;
    private final NDArray beta2;
    private final NDArray gain;
    private final NDArray least;
    private final NDArray shares;
    private final NDArray one;
    private final NDArray square;
    private final Real product = real("beta2-power", 1);

    State(
        ScaleByStableRate settings,
        GradientRule optimizer,
        ParameterLayout layout,
        NDManager parent) {
      super(optimizer, layout, parent);
      this.settings = settings;
      this.tensors = Partition.tensors(layout, manager());
      this.beta2 = constant(settings.beta2);
      this.gain = constant(1 - settings.beta2);
      this.least = constant(settings.epsilon);
      this.one = constant(1);
      this.square = vector("square");
      double[] sizes = tensors.sizes();
      Arrays.setAll(sizes, i -> 1 / StrictMath.sqrt(sizes[i]));
      this.shares = manager().create(sizes).toType(layout.type(), false);
    }

    @Override
    public void apply(Gradients gradients) {
      NDArray gradient = gradients.flat();
      boolean after = settings.square == Square.AFTER;
      if (after) {
        learn(gradient);
      }
      NDArray divisors = divisors(gradient);
      if (!after) {
        learn(gradient);
      }
      optimizer().apply(gradients);
      gradients.flat().divi(tensors.spread(divisors));
    }

    private void learn(NDArray gradient) {
      square.muli(beta2).addi(gradient.mul(gradient).muli(gain));
      product.value *= settings.beta2;
    }

    private NDArray divisors(NDArray gradient) {
      if (product.value == 1) {
        return tensors.norms(gradient).onesLike();
      }
      NDArray root = square.mul(1 / (1 - product.value)).sqrt().maximum(least);
      return tensors.norms(gradient.div(root)).muli(shares).maximum(one);
    }

    @Override
    public void reset() {
      super.reset();
      restart();
    }
  }
}
