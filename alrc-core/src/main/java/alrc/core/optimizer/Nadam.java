package alrc.core.optimizer;

import alrc.core.gradient.GradientRule;
import alrc.core.scaling.ScaleByNadam;
import alrc.core.schedule.Course;
import alrc.settings.Limits;
import alrc.settings.Preset;
import java.util.List;
import java.util.OptionalDouble;

/**
 * NAdam; see {@link ScaleByNadam}.
 *
 * @param rate η, ≥ 0
 * @param beta1 decay of the mean, in [0, 1)
 * @param beta2 decay of the mean square, in [0, 1)
 * @param epsilon ε, ≥ 0
 * @param momentumDecay ψ, ≥ 0
 * @param weightDecay λ, ≥ 0; 0 is none
 * @param decoupled whether weight decay enters the update rather than the gradient
 */
public record Nadam(
    @Preset(value = "0.002", written = true) double rate,
    @Preset(value = "0.9", written = true) double beta1,
    @Preset(value = "0.999", written = true) double beta2,
    @Preset(value = "1e-8", written = true) double epsilon,
    @Preset(value = "0.004", written = true) double momentumDecay,
    @Preset("0") double weightDecay,
    @Preset("false") boolean decoupled)
    implements Optimizer {
  /** Checks every setting. */
  public Nadam {
    Optimizer.check(rate, weightDecay, decoupled);
    Course own = Course.constant(Limits.decay("beta1", beta1));
    var unused = new ScaleByNadam(own, beta2, epsilon, momentumDecay);
  }

  @Override
  public OptionalDouble scheduledBeta1() {
    return OptionalDouble.of(beta1);
  }

  @Override
  public List<GradientRule> scaling(Course beta1) {
    return List.of(new ScaleByNadam(beta1, beta2, epsilon, momentumDecay));
  }
}
