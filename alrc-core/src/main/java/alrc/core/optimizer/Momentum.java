package alrc.core.optimizer;

import alrc.core.gradient.GradientRule;
import alrc.core.scaling.ScaleByMomentum;
import alrc.core.schedule.Course;
import alrc.settings.Preset;
import java.util.List;

/**
 * Gradient descent with momentum; see {@link ScaleByMomentum}.
 *
 * @param rate η, ≥ 0
 * @param momentum μ, in [0, 1)
 * @param dampening of the new gradient, in [0, 1)
 * @param weightDecay λ, ≥ 0; 0 is none
 * @param decoupled whether weight decay enters the update rather than the gradient
 */
public record Momentum(
    @Preset(value = "0.01", written = true) double rate,
    @Preset(value = "0.9", written = true) double momentum,
    @Preset(value = "0", written = true) double dampening,
    @Preset("0") double weightDecay,
    @Preset("false") boolean decoupled)
    implements Optimizer {
  /** Checks every setting. */
  public Momentum {
    Optimizer.check(rate, weightDecay, decoupled);
    var unused = new ScaleByMomentum(momentum, dampening, ScaleByMomentum.Look.HERE);
  }

  @Override
  public List<GradientRule> scaling(Course beta1) {
    return List.of(new ScaleByMomentum(momentum, dampening, ScaleByMomentum.Look.HERE));
  }
}
