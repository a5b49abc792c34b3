package alrc.core.schedule;

import alrc.settings.Limits;
import alrc.settings.Preset;
import alrc.settings.Range;

/**
 * Half a cosine from the start value at step 0 to {@code low} at step {@code over}, then {@code
 * low}.
 *
 * <p>Source: Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts",
 * arXiv:1608.03983, equation 5, without restarts.
 *
 * @param low ≥ 0
 * @param over steps from one to the other, ≥ 1
 * @param warmup steps of linear rise in front
 */
public record Cosine(
    @Preset(value = "0", written = true) double low,
    @Range(least = 1, most = MOST_STEPS) long over,
    @Preset("0") @Range(least = 0, most = MOST_STEPS) long warmup)
    implements Schedule {
  public Cosine {
    Limits.notNegative("low", low);
    Limits.atLeast("over", over, 1);
  }

  @Override
  public double at(long step, double start) {
    if (step >= over) {
      return low;
    }
    return low + (start - low) * (1 + StrictMath.cos(Math.PI * step / over)) / 2;
  }

  @Override
  public double most(double start) {
    return Math.max(start, low);
  }
}
