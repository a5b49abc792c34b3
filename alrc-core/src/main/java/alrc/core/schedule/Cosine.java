package alrc.core.schedule;

import alrc.core.setting.Rule;

/**
 * Half a cosine from {@code high} at step 0 to {@code low} at step {@code over}, then {@code low}.
 *
 * <p>Source: Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts",
 * arXiv:1608.03983, equation 5, without restarts.
 *
 * @param high ≥ 0
 * @param low ≥ 0
 * @param over steps from one to the other, ≥ 1
 */
public record Cosine(double high, double low, long over) implements Schedule {
  public Cosine {
    Rule.notNegative("rate", high);
    Rule.notNegative("low", low);
    Rule.atLeast("over", over, 1);
  }

  @Override
  public double at(long step) {
    Rule.atLeast("step", step, 0);
    if (step >= over) {
      return low;
    }
    return low + (high - low) * (1 + StrictMath.cos(Math.PI * step / over)) / 2;
  }

  @Override
  public double most() {
    return Math.max(high, low);
  }
}
