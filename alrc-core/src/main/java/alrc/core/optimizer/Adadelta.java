package alrc.core.optimizer;

import alrc.core.gradient.GradientRule;
import alrc.core.scaling.ScaleByAdadelta;
import alrc.core.schedule.Course;
import alrc.settings.Preset;
import java.util.List;

/**
 * Adadelta; see {@link ScaleByAdadelta}.
 *
 * @param rate η, ≥ 0
 * @param rho decay of both mean squares, in [0, 1)
 * @param epsilon ε, &gt; 0
 * @param weightDecay λ, ≥ 0; 0 is none
 * @param decoupled whether weight decay enters the update rather than the gradient
 */
public record Adadelta(
    @Preset(value = "1", written = true) double rate,
    @Preset(value = "0.9", written = true) double rho,
    @Preset(value = "1e-6", written = true) double epsilon,
    @Preset("0") double weightDecay,
    @Preset("false") boolean decoupled)
    implements Optimizer {
  /** Checks every setting. */
  public Adadelta {
    Optimizer.check(rate, weightDecay, decoupled);
    var unused = new ScaleByAdadelta(rho, epsilon);
  }

  @Override
  public List<GradientRule> scaling(Course beta1) {
    return List.of(new ScaleByAdadelta(rho, epsilon));
  }
}
