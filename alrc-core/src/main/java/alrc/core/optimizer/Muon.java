package alrc.core.optimizer;

import alrc.core.gradient.GradientRule;
import alrc.core.scaling.ScaleByMuon;
import alrc.core.schedule.Course;
import alrc.settings.Limits;
import alrc.settings.Preset;
import alrc.settings.Range;
import java.util.List;

/**
 * Muon, with decoupled weight decay at its rate; see {@link ScaleByMuon}.
 *
 * @param rate η of tensors with two or more axes, &gt; 0
 * @param momentum μ, in [0, 1)
 * @param iterations how often each matrix is improved, from 1 to 20
 * @param adamRate rate of Adam for the other tensors, ≥ 0; the schedule changes both rates
 * @param weightDecay λ, ≥ 0; 0 is none
 */
public record Muon(
    @Preset("0.02") double rate,
    @Preset("0.95") double momentum,
    @Preset("5") @Range(least = 1, most = 20) long iterations,
    @Preset("0.0003") double adamRate,
    @Preset("0") double weightDecay)
    implements Optimizer {
  /** Checks every setting. */
  public Muon {
    Limits.positive("rate", rate);
    Optimizer.check(rate, weightDecay, false);
    Limits.notNegative("adam-rate", adamRate);
    var unused = new ScaleByMuon(momentum, iterations, adamRate / rate);
  }

  @Override
  public List<GradientRule> scaling(Course beta1) {
    return List.of(new ScaleByMuon(momentum, iterations, adamRate / rate));
  }

  @Override
  public boolean decoupled() {
    return true;
  }
}
