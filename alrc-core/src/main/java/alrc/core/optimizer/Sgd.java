package alrc.core.optimizer;

import alrc.core.gradient.GradientRule;
import alrc.core.schedule.Course;
import alrc.settings.Preset;
import java.util.List;

/**
 * Plain gradient descent: θ ← θ − η·g.
 *
 * @param rate η, ≥ 0
 * @param weightDecay λ, ≥ 0; 0 is none
 * @param decoupled whether weight decay enters the update rather than the gradient
 */
public record Sgd(
    @Preset(value = "0.01", written = true) double rate,
    @Preset("0") double weightDecay,
    @Preset("false") boolean decoupled)
    implements Optimizer {
  /** Checks every setting. */
  public Sgd {
    Optimizer.check(rate, weightDecay, decoupled);
  }

  @Override
  public List<GradientRule> scaling(Course beta1) {
    return List.of();
  }

  @Override
  public boolean hasMoments() {
    return false;
  }
}
