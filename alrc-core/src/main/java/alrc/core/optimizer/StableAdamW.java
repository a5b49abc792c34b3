package alrc.core.optimizer;

import alrc.core.gradient.GradientRule;
import alrc.core.scaling.ScaleByAdam;
import alrc.core.scaling.ScaleByStableRate;
import alrc.core.schedule.Course;
import alrc.settings.Limits;
import alrc.settings.Preset;
import java.util.List;
import java.util.OptionalDouble;

/**
 * AdamW whose rate falls for tensors with a large gradient; see {@link ScaleByStableRate}.
 *
 * @param rate η, ≥ 0
 * @param beta1 decay of the mean, in [0, 1)
 * @param beta2 decay of the mean square, in [0, 1)
 * @param epsilon ε of Adam and of the reduced rate, &gt; 0
 * @param square whether the mean square of the reduced rate is that before or after this step
 * @param weightDecay λ, ≥ 0, decoupled; 0 is none
 */
public record StableAdamW(
    @Preset("0.00078125") double rate,
    @Preset("0.9") double beta1,
    @Preset("0.999") double beta2,
    @Preset("1e-8") double epsilon,
    @Preset("after") ScaleByStableRate.Square square,
    @Preset("0.01") double weightDecay)
    implements Optimizer {
  /** Checks every setting. */
  public StableAdamW {
    Optimizer.check(rate, weightDecay, false);
    var unused =
        new ScaleByAdam(
            Course.constant(Limits.decay("beta1", beta1)),
            beta2,
            epsilon,
            ScaleByAdam.Square.LATEST);
    var unusedToo = new ScaleByStableRate(beta2, epsilon, square);
  }

  @Override
  public OptionalDouble scheduledBeta1() {
    return OptionalDouble.of(beta1);
  }

  @Override
  public List<GradientRule> scaling(Course beta1) {
    return List.of(new ScaleByAdam(beta1, beta2, epsilon, ScaleByAdam.Square.LATEST));
  }

  @Override
  public GradientRule rule(Course rate, Course beta1, List<GradientRule> onUpdate) {
    GradientRule adamW = Optimizer.super.rule(rate, beta1, onUpdate);
    return new ScaleByStableRate(beta2, epsilon, square).before(adamW);
  }

  @Override
  public boolean decoupled() {
    return true;
  }
}
