package alrc.core.optimizer;

import alrc.core.gradient.GradientRule;
import alrc.core.scaling.ScaleByAdai;
import alrc.core.schedule.Course;
import alrc.settings.Preset;
import java.util.List;

/**
 * Adai; see {@link ScaleByAdai}.
 *
 * @param rate η, ≥ 0
 * @param beta0 β0, &gt; 0
 * @param beta2 decay of the mean square, in [0, 1)
 * @param epsilon ε, in (0, 1)
 * @param weightDecay λ, ≥ 0; 0 is none
 * @param decoupled whether weight decay enters the update rather than the gradient
 */
public record Adai(
    @Preset(value = "0.01", written = true) double rate,
    @Preset(value = "0.1", written = true) double beta0,
    @Preset(value = "0.99", written = true) double beta2,
    @Preset(value = "1e-3", written = true) double epsilon,
    @Preset("0") double weightDecay,
    @Preset("false") boolean decoupled)
    implements Optimizer {
  /** Checks every setting. */
  public Adai {
    Optimizer.check(rate, weightDecay, decoupled);
    var unused = new ScaleByAdai(beta0, beta2, epsilon);
  }

  @Override
  public List<GradientRule> scaling(Course beta1) {
    return List.of(new ScaleByAdai(beta0, beta2, epsilon));
  }
}
