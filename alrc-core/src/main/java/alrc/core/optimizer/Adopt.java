package alrc.core.optimizer;

import alrc.core.gradient.GradientRule;
import alrc.core.scaling.ScaleByAdopt;
import alrc.core.schedule.Course;
import alrc.settings.Limits;
import alrc.settings.Preset;
import java.util.List;
import java.util.OptionalDouble;

/**
 * ADOPT; see {@link ScaleByAdopt}.
 *
 * @param rate η, ≥ 0
 * @param beta1 decay of the mean, in [0, 1)
 * @param beta2 decay of the mean square, in [0, 1)
 * @param epsilon ε, &gt; 0
 * @param clip whether quotients are clamped to ±t^¼ at step t
 * @param weightDecay λ, ≥ 0; 0 is none
 * @param decoupled whether weight decay enters the update rather than the gradient
 */
public record Adopt(
    @Preset("0.001") double rate,
    @Preset("0.9") double beta1,
    @Preset("0.9999") double beta2,
    @Preset("1e-6") double epsilon,
    @Preset("true") boolean clip,
    @Preset("0") double weightDecay,
    @Preset("false") boolean decoupled)
    implements Optimizer {
  /** Checks every setting. */
  public Adopt {
    Optimizer.check(rate, weightDecay, decoupled);
    Course own = Course.constant(Limits.decay("beta1", beta1));
    var unused = new ScaleByAdopt(own, beta2, epsilon, clip);
  }

  @Override
  public OptionalDouble scheduledBeta1() {
    return OptionalDouble.of(beta1);
  }

  @Override
  public List<GradientRule> scaling(Course beta1) {
    return List.of(new ScaleByAdopt(beta1, beta2, epsilon, clip));
  }
}
