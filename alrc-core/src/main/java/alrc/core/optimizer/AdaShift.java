package alrc.core.optimizer;

import alrc.core.gradient.GradientRule;
import alrc.core.scaling.ScaleByAdashift;
import alrc.core.schedule.Course;
import alrc.settings.Preset;
import alrc.settings.Range;
import java.util.List;

/**
 * AdaShift, whose β1 is fixed; see {@link ScaleByAdashift}.
 *
 * @param rate η, ≥ 0
 * @param lag n, from 1 to 100
 * @param beta1 decay of the mean, in [0, 1)
 * @param beta2 decay of the mean square, in [0, 1)
 * @param epsilon ε, ≥ 0
 * @param weightDecay λ, ≥ 0; 0 is none
 * @param decoupled whether weight decay enters the update rather than the gradient
 */
public record AdaShift(
    @Preset(value = "0.001", written = true) double rate,
    @Preset(value = "10", written = true) @Range(least = 1, most = 100) long lag,
    @Preset(value = "0.9", written = true) double beta1,
    @Preset(value = "0.999", written = true) double beta2,
    @Preset(value = "1e-10", written = true) double epsilon,
    @Preset("0") double weightDecay,
    @Preset("false") boolean decoupled)
    implements Optimizer {
  /** Checks every setting. */
  public AdaShift {
    Optimizer.check(rate, weightDecay, decoupled);
    var unused = new ScaleByAdashift(lag, beta1, beta2, epsilon);
  }

  @Override
  public List<GradientRule> scaling(Course beta1) {
    return List.of(new ScaleByAdashift(lag, this.beta1, beta2, epsilon));
  }
}
