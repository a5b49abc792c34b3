package alrc.core.optimizer;

import alrc.core.gradient.GradientRule;
import alrc.core.scaling.ScaleByAdam;
import alrc.core.scaling.ScaleByScheduleFree;
import alrc.core.schedule.Course;
import alrc.settings.Preset;
import java.util.List;

/**
 * Schedule-Free AdamW, whose β1 is fixed; see {@link ScaleByScheduleFree}.
 *
 * @param rate γ, ≥ 0
 * @param beta1 share of the mean in the point of the gradient, in (0, 1)
 * @param beta2 decay of the mean square, in [0, 1)
 * @param epsilon ε, ≥ 0
 * @param weightDecay λ, ≥ 0, decoupled; 0 is none
 */
public record ScheduleFree(
    @Preset("0.0025") double rate,
    @Preset("0.9") double beta1,
    @Preset("0.999") double beta2,
    @Preset("1e-8") double epsilon,
    @Preset("0") double weightDecay)
    implements Optimizer {
  /** Checks every setting. */
  public ScheduleFree {
    Optimizer.check(rate, weightDecay, false);
    var unused = adam(beta2, epsilon);
    var unusedToo = new ScaleByScheduleFree(Course.constant(rate), beta1);
  }

  private static ScaleByAdam adam(double beta2, double epsilon) {
    return new ScaleByAdam(Course.constant(0), beta2, epsilon, ScaleByAdam.Square.LATEST);
  }

  @Override
  public List<GradientRule> scaling(Course beta1) {
    return List.of(adam(beta2, epsilon));
  }

  @Override
  public GradientRule step(Course rate) {
    return new ScaleByScheduleFree(rate, beta1);
  }

  @Override
  public boolean decoupled() {
    return true;
  }

  @Override
  public boolean keepsMeans() {
    return true;
  }
}
