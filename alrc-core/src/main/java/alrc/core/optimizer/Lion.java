package alrc.core.optimizer;

import alrc.core.gradient.GradientRule;
import alrc.core.scaling.ScaleByLion;
import alrc.core.schedule.Course;
import alrc.settings.Preset;
import java.util.List;

/**
 * Lion, whose β1 is fixed and whose weight decay is decoupled; see {@link ScaleByLion}.
 *
 * @param rate η, ≥ 0
 * @param beta1 share of the mean in the update, in [0, 1)
 * @param beta2 decay of the mean, in [0, 1)
 * @param weightDecay λ, ≥ 0; 0 is none
 */
public record Lion(
    @Preset("0.0001") double rate,
    @Preset("0.9") double beta1,
    @Preset("0.99") double beta2,
    @Preset("0") double weightDecay)
    implements Optimizer {
  /** Checks every setting. */
  public Lion {
    Optimizer.check(rate, weightDecay, false);
    var unused = new ScaleByLion(beta1, beta2);
  }

  @Override
  public List<GradientRule> scaling(Course beta1) {
    return List.of(new ScaleByLion(this.beta1, beta2));
  }

  @Override
  public boolean decoupled() {
    return true;
  }
}
