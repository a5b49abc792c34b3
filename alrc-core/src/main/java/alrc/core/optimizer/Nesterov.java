package alrc.core.optimizer;

import alrc.core.gradient.GradientRule;
import alrc.core.scaling.ScaleByMomentum;
import alrc.core.schedule.Course;
import alrc.settings.Preset;
import java.util.List;

/**
 * Gradient descent with Nesterov's momentum; see {@link ScaleByMomentum}.
 *
 * @param rate η, ≥ 0
 * @param momentum μ, in [0, 1)
 * @param weightDecay λ, ≥ 0; 0 is none
 * @param decoupled whether weight decay enters the update rather than the gradient
 */
public record Nesterov(
    @Preset(value = "0.01", written = true) double rate,
    @Preset(value = "0.9", written = true) double momentum,
    @Preset("0") double weightDecay,
    @Preset("false") boolean decoupled)
    implements Optimizer {
  /** Checks every setting. */
  public Nesterov {
    Optimizer.check(rate, weightDecay, decoupled);
    var unused = new ScaleByMomentum(momentum, 0, ScaleByMomentum.Look.AHEAD);
  }

  @Override
  public List<GradientRule> scaling(Course beta1) {
    return List.of(new ScaleByMomentum(momentum, 0, ScaleByMomentum.Look.AHEAD));
  }
}
