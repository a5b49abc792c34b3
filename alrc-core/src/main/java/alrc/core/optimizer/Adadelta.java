package alrc.core.optimizer;

import alrc.core.gradient.GradientRule;
import alrc.core.scaling.ScaleByAdadelta;
import alrc.core.scaling.ScaleByWindowAdadelta;
import alrc.core.schedule.Course;
import alrc.settings.Preset;
import alrc.settings.Range;
import java.util.List;

/**
 * Adadelta; see {@link ScaleByAdadelta} and see {@link ScaleByWindowAdadelta}.
 *
 * @param rate η, ≥ 0
 * @param rho decay of both mean squares, in [0, 1)
 * @param epsilon ε, &gt; 0
 * @param window steps of the mean squares, at most 100; 0 is the running mean of all steps
 * @param weightDecay λ, ≥ 0; 0 is none
 * @param decoupled whether weight decay enters the update rather than the gradient
 */
public record Adadelta(
    @Preset(value = "1", written = true) double rate,
    @Preset(value = "0.9", written = true) double rho,
    @Preset(value = "1e-6", written = true) double epsilon,
    @Preset("0") @Range(least = 0, most = 100) long window,
    @Preset("0") double weightDecay,
    @Preset("false") boolean decoupled)
    implements Optimizer {
  /** Checks every setting. */
  public Adadelta {
    Optimizer.check(rate, weightDecay, decoupled);
    var unused = new ScaleByAdadelta(rho, epsilon);
    if (window != 0) {
      var unusedWindow = new ScaleByWindowAdadelta(rho, window, epsilon);
    }
  }

  @Override
  public List<GradientRule> scaling(Course beta1) {
    return window == 0
        ? List.of(new ScaleByAdadelta(rho, epsilon))
        : List.of(new ScaleByWindowAdadelta(rho, window, epsilon));
  }
}
