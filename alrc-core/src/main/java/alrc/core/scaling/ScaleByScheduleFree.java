package alrc.core.scaling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import alrc.core.gradient.GradientRule;
import alrc.core.gradient.Gradients;
import alrc.core.schedule.Course;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;

/**
 * Schedule-Free: gradients are taken at y, between the point z that an optimizer moves and the mean
 * x of all its points; x is what is kept and scored.
 *
 * <pre>
 *   y = (1 − β1) z + β1 x     z ← z − γ u     x ← (1 − c) x + c z,  c = γ² / Σ γ²
 * </pre>
 *
 * <p>γ in the weights c is the largest rate so far. The parameters that train are y, which changes
 * by c (z − y) + γ (β1 (1 − c) − 1) u. Source: Defazio et al., "The road less scheduled",
 * arXiv:2405.15682, Algorithm 1, in the form of the authors' AdamWScheduleFree.
 *
 * @param rate γ
 * @param beta1 β1, in (0, 1)
 */
public record ScaleByScheduleFree(Course rate, double beta1) implements GradientRule {
  public ScaleByScheduleFree {
    Limits.require(beta1 > 0 && beta1 < 1, "beta1", beta1, "must be in (0, 1)");
  }

  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(this, layout, manager);
  }

  private static final class State extends MomentState {
    private final ScaleByScheduleFree settings;
    private final NDArray point;
    private final Count begun = count("begun");
    private final Count steps = count("step");
    private final Real largest = real("largest-rate", 0);
    private final Real weights = real("weights", 0);

    State(ScaleByScheduleFree settings, ParameterLayout layout, NDManager parent) {
      super(layout, parent);
      this.settings = settings;
      this.point = vector("point");
    }

    @Override
    public void apply(Gradients gradients) {
      NDArray here = gradients.parameters();
      if (begun.value == 0) {
        begun.value = 1;
        point.addi(here);
      }
      double rate = settings.rate.at(steps.value);
      steps.value++;
      largest.value = Math.max(largest.value, rate);
      double weight = largest.value * largest.value;
      weights.value += weight;
      double share = weights.value == 0 ? 0 : weight / weights.value;
      NDArray update = gradients.flat();
      double part = rate * (1 - settings.beta1 * (1 - share));
      gradients.replace(here.sub(point).muli(share).addi(update.mul(part)));
      point.subi(update.mul(rate));
    }

    /** The averages begin again where the parameters are; the rate's schedule goes on. */
    @Override
    public void reset() {
      long passed = steps.value;
      super.reset();
      steps.value = passed;
    }

    /** x = y + (1 − 1 / β1)(z − y). */
    @Override
    public void toKept(NDArray parameters) {
      if (begun.value != 0) {
        parameters.addi(point.sub(parameters).muli(1 - 1 / settings.beta1));
      }
    }
  }
}
