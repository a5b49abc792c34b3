package alrc.core.optimizer;

import alrc.core.gradient.GradientRule;
import alrc.core.scaling.ScaleByAdagrad;
import alrc.core.schedule.Course;
import alrc.settings.Preset;
import java.util.List;

/**
 * Adagrad; see {@link ScaleByAdagrad}.
 *
 * @param rate η, ≥ 0
 * @param epsilon ε, ≥ 0
 * @param weightDecay λ, ≥ 0; 0 is none
 * @param decoupled whether weight decay enters the update rather than the gradient
 */
public record Adagrad(
    @Preset(value = "0.01", written = true) double rate,
    @Preset(value = "1e-10", written = true) double epsilon,
    @Preset("0") double weightDecay,
    @Preset("false") boolean decoupled)
    implements Optimizer {
  /** Checks every setting. */
  public Adagrad {
    Optimizer.check(rate, weightDecay, decoupled);
    var unused = new ScaleByAdagrad(epsilon);
  }

  @Override
  public List<GradientRule> scaling(Course beta1) {
    return List.of(new ScaleByAdagrad(epsilon));
  }
}
