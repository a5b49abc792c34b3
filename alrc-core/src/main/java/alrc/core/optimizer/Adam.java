package alrc.core.optimizer;

import alrc.core.gradient.GradientRule;
import alrc.core.scaling.ScaleByAdam;
import alrc.core.schedule.Course;
import alrc.settings.Limits;
import alrc.settings.Preset;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Adam with torch.optim's conventions; see {@link ScaleByAdam}.
 *
 * @param rate η, ≥ 0
 * @param beta1 decay of the mean, in [0, 1)
 * @param beta2 decay of the mean square, in [0, 1)
 * @param epsilon ε, ≥ 0
 * @param weightDecay λ, ≥ 0; 0 is none
 * @param decoupled whether weight decay enters the update rather than the gradient
 */
public record Adam(
    @Preset(value = "0.00078125", written = true) double rate,
    @Preset(value = "0.9", written = true) double beta1,
    @Preset(value = "0.999", written = true) double beta2,
    @Preset(value = "1e-8", written = true) double epsilon,
    @Preset("0") double weightDecay,
    @Preset("false") boolean decoupled)
    implements Optimizer {
  /** Checks every setting. */
  public Adam {
    Optimizer.check(rate, weightDecay, decoupled);
    var unused =
        new ScaleByAdam(
            Course.constant(Limits.decay("beta1", beta1)),
            beta2,
            epsilon,
            ScaleByAdam.Square.LATEST);
  }

  @Override
  public OptionalDouble scheduledBeta1() {
    return OptionalDouble.of(beta1);
  }

  @Override
  public List<GradientRule> scaling(Course beta1) {
    return List.of(new ScaleByAdam(beta1, beta2, epsilon, ScaleByAdam.Square.LATEST));
  }
}
