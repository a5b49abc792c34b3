package alrc.core.optimizer;

import alrc.core.gradient.GradientRule;
import alrc.core.scaling.ScaleByMomentum;
import alrc.core.scaling.ScaleByRms;
import alrc.core.scaling.ScaleByWindowRms;
import alrc.core.schedule.Course;
import alrc.settings.Limits;
import alrc.settings.Preset;
import alrc.settings.Range;
import java.util.List;

/**
 * RMSProp; see {@link ScaleByRms} and see {@link ScaleByWindowRms}.
 *
 * @param rate η, ≥ 0
 * @param alpha decay of the mean square, in [0, 1); with a window the share ρ of earlier steps
 * @param epsilon ε, ≥ 0
 * @param momentum of the scaled gradients, in [0, 1); 0 is none
 * @param centred whether squares are taken about the running mean
 * @param window steps of the mean square, at most 100; 0 is the running mean of all steps; see
 *     {@link ScaleByWindowRms}
 * @param weightDecay λ, ≥ 0; 0 is none
 * @param decoupled whether weight decay enters the update rather than the gradient
 */
public record RmsProp(
    @Preset(value = "0.01", written = true) double rate,
    @Preset(value = "0.99", written = true) double alpha,
    @Preset(value = "1e-8", written = true) double epsilon,
    @Preset(value = "0", written = true) double momentum,
    @Preset(value = "false", written = true) boolean centred,
    @Preset("0") @Range(least = 0, most = 100) long window,
    @Preset("0") double weightDecay,
    @Preset("false") boolean decoupled)
    implements Optimizer {
  /** Checks every setting. */
  public RmsProp {
    Optimizer.check(rate, weightDecay, decoupled);
    var unused = scaling(alpha, epsilon, centred);
    var unusedSum = new ScaleByMomentum(momentum, 0, ScaleByMomentum.Look.HERE);
    if (window != 0) {
      var unusedWindow = new ScaleByWindowRms(alpha, window, epsilon);
      Limits.require(!centred, "centred", true, "must be left out beside window");
    }
  }

  @Override
  public List<GradientRule> scaling(Course beta1) {
    GradientRule rms =
        window == 0
            ? scaling(alpha, epsilon, centred)
            : new ScaleByWindowRms(alpha, window, epsilon);
    GradientRule sum = new ScaleByMomentum(momentum, 0, ScaleByMomentum.Look.HERE);
    return momentum == 0 ? List.of(rms) : List.of(rms, sum);
  }

  private static GradientRule scaling(double alpha, double epsilon, boolean centred) {
    ScaleByRms.About about = centred ? ScaleByRms.About.MEAN : ScaleByRms.About.ZERO;
    return new ScaleByRms(alpha, epsilon, about);
  }
}
