package alrc.core.optimizer;

import alrc.core.gradient.GradientRule;
import alrc.core.scaling.ScaleByAdemamix;
import alrc.core.schedule.Course;
import alrc.core.schedule.Schedule;
import alrc.settings.Limits;
import alrc.settings.Preset;
import alrc.settings.Range;
import java.util.List;
import java.util.OptionalDouble;

/**
 * AdEMAMix with decoupled weight decay; see {@link ScaleByAdemamix}.
 *
 * @param rate η, ≥ 0
 * @param beta1 decay of the fast mean, in [0, 1)
 * @param beta2 decay of the mean square, in [0, 1)
 * @param beta3 decay of the slow mean, in [0, 1)
 * @param alpha α, the weight of the slow mean, ≥ 0
 * @param warmup steps in which α and β3 rise to their values; 0 is none
 * @param epsilon ε, ≥ 0
 * @param weightDecay λ, ≥ 0; 0 is none
 */
public record AdEmaMix(
    @Preset("0.001") double rate,
    @Preset("0.9") double beta1,
    @Preset("0.999") double beta2,
    @Preset("0.9999") double beta3,
    @Preset("5") double alpha,
    @Preset("0") @Range(least = 0, most = Schedule.MOST_STEPS) long warmup,
    @Preset("1e-8") double epsilon,
    @Preset("0") double weightDecay)
    implements Optimizer {
  /** Checks every setting. */
  public AdEmaMix {
    Optimizer.check(rate, weightDecay, false);
    Course own = Course.constant(Limits.decay("beta1", beta1));
    var unused = new ScaleByAdemamix(own, beta2, beta3, alpha, warmup, epsilon);
  }

  @Override
  public OptionalDouble scheduledBeta1() {
    return OptionalDouble.of(beta1);
  }

  @Override
  public List<GradientRule> scaling(Course beta1) {
    return List.of(new ScaleByAdemamix(beta1, beta2, beta3, alpha, warmup, epsilon));
  }

  @Override
  public boolean decoupled() {
    return true;
  }
}
