package alrc.core.gradient;

import alrc.core.schedule.Schedule;

/**
 * Optimizers by name; each is a chain of rules. What comes out of the chain is subtracted from the
 * parameters.
 */
public final class Optimizers {
  private Optimizers() {}

  /** Plain gradient descent: θ ← θ − η·g. */
  public static Chain sgd(Schedule rate) {
    return Chain.of(new ScaleBySchedule(rate));
  }

  /** Adam with torch.optim's conventions; see {@link ScaleByAdam}. */
  public static Chain adam(Schedule rate, double beta1, double beta2, double epsilon) {
    return Chain.of(new ScaleByAdam(beta1, beta2, epsilon), new ScaleBySchedule(rate));
  }
}
