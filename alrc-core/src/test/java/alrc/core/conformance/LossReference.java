package alrc.core.conformance;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** A loss rule as its formulas say, in plain doubles; shares no code with the rules. */
interface LossReference {
  /**
   * What a rule decides in a step.
   *
   * @param factors of the losses' gradients
   * @param limit the largest loss that is not clipped; ∞ where nothing can be
   * @param applied whether the step moves the parameters
   * @param scale an additional factor of all losses, by which the gradient is divided
   */
  record Decision(double[] factors, double limit, boolean applied, double scale) {}

  /**
   * Decides a step.
   *
   * @param losses of its examples
   * @param finite whether its gradient is finite
   */
  Decision step(double[] losses, boolean finite);

  private static Decision plain(double[] factors) {
    return new Decision(factors, Double.POSITIVE_INFINITY, true, 1);
  }

  private static double[] ones(double[] losses) {
    double[] ones = new double[losses.length];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** A factor that depends on the loss alone. */
  static LossReference each(DoubleUnaryOperator factor) {
    return (losses, finite) -> plain(Arrays.stream(losses).map(factor).toArray());
  }

  /** Moments of the losses: β1, β2 of what they keep, and of what they take of a new loss. */
  record Moments(double mean, double square, double[] keep, double[] take) {}

  /**
   * Algorithm 1.
   *
   * @param both whether losses under the lower limit are raised
   * @param clipped whether the moments follow the losses after clipping
   */
  static LossReference alrc(
      double deviations, Moments moments, boolean both, boolean clipped, double shift) {
    double[] mu = {moments.mean, moments.square};
    return (losses, finite) -> {
      double width = deviations * Math.sqrt(Math.max(mu[1] - mu[0] * mu[0], 0) + 1e-8);
      double most = mu[0] + width;
      double least = both ? mu[0] - width : Double.NEGATIVE_INFINITY;
      double[] factors = new double[losses.length];
      double[] sums = new double[2];
      for (int i = 0; i < losses.length; i++) {
        double loss = losses[i] + shift;
        double kept = loss > most ? most : loss < least ? least : loss;
        factors[i] = kept / loss;
        double seen = clipped ? kept : loss;
        sums[0] += seen / losses.length;
        sums[1] += seen * seen / losses.length;
      }
      for (int k = 0; k < 2; k++) {
        mu[k] = moments.keep[k] * mu[k] + moments.take[k] * sums[k];
      }
      return new Decision(factors, most - shift, true, 1);
    };
  }

  /** A step whose mean loss is over the limit does not move the parameters. */
  static LossReference skip(double deviations, double decay, double mean, double square) {
    double[] mu = {mean, square};
    return (losses, finite) -> {
      double loss = Arrays.stream(losses).average().orElseThrow();
      double limit = mu[0] + deviations * Math.sqrt(Math.max(mu[1] - mu[0] * mu[0], 0) + 1e-8);
      mu[0] = decay * mu[0] + (1 - decay) * loss;
      mu[1] = decay * mu[1] + (1 - decay) * loss * loss;
      boolean over = loss > limit;
      return new Decision(ones(losses), over ? limit : Double.POSITIVE_INFINITY, !over, 1);
    };
  }

  /** A fixed factor. */
  static LossReference scaled(double factor) {
    return (losses, finite) -> new Decision(ones(losses), Double.POSITIVE_INFINITY, true, factor);
  }

  /** A factor that halves where a gradient is not finite and doubles after some that are. */
  static LossReference dynamic(double start, int patience) {
    double[] factor = {start};
    int[] clean = {0};
    return (losses, finite) -> {
      double now = factor[0];
      boolean applied = finite || now <= 1;
      clean[0] = finite ? clean[0] + 1 : 0;
      if (!finite && now > 1) {
        factor[0] /= 2;
      } else if (clean[0] == patience) {
        clean[0] = 0;
        factor[0] *= 2;
      }
      return new Decision(ones(losses), Double.POSITIVE_INFINITY, applied, now);
    };
  }

  /** This one, then another one on the losses that it returned. */
  default LossReference then(DoubleUnaryOperator value, LossReference next) {
    LossReference first = this;
    return (losses, finite) -> {
      double[] factors = first.step(losses, finite).factors();
      Decision last = next.step(Arrays.stream(losses).map(value).toArray(), finite);
      double[] product = new double[factors.length];
      Arrays.setAll(product, i -> factors[i] * last.factors()[i]);
      return new Decision(product, last.limit(), last.applied(), last.scale());
    };
  }
}
