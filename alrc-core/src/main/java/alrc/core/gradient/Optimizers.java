package alrc.core.gradient;

import alrc.core.schedule.Constant;
import alrc.core.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;

/**
 * Optimizers by name; each is a chain of rules. What comes out of the chain is subtracted from the
 * parameters.
 */
public final class Optimizers {
  private Optimizers() {}

  /**
   * Weight decay of an optimizer.
   *
   * @param decay λ, ≥ 0; 0 is none
   * @param place where it enters
   */
  public record WeightDecay(double decay, Place place) {
    /** None. */
    public static final WeightDecay NONE = new WeightDecay(0, Place.GRADIENT);

    /** Where weight decay enters. */
    public enum Place {
      /** As a part of the gradient, before anything is made of it. */
      GRADIENT,
      /** As a part of the update, times the rate: decoupled. */
      UPDATE
    }
  }

  /** Plain gradient descent: θ ← θ − η·g. */
  public static Chain sgd(Schedule rate) {
    return Chain.of(new ScaleBySchedule(rate));
  }

  /** Adam with torch.optim's conventions; see {@link ScaleByAdam}. */
  public static Chain adam(Schedule rate, double beta1, double beta2, double epsilon) {
    return of(
        new ScaleByAdam(new Constant(beta1), beta2, epsilon, ScaleByAdam.Square.LATEST), rate);
  }

  /** A way of scaling gradients, then the rate. */
  public static Chain of(GradientRule scaling, Schedule rate) {
    return Chain.of(scaling, new ScaleBySchedule(rate));
  }

  /** Weight decay and ways of scaling gradients, in order, then the rate. */
  public static Chain of(WeightDecay decay, List<GradientRule> scaling, Schedule rate) {
    List<GradientRule> rules = new ArrayList<>(scaling);
    if (decay.decay() != 0) {
      int at = decay.place() == WeightDecay.Place.GRADIENT ? 0 : rules.size();
      rules.add(at, new AddDecayedWeights(decay.decay()));
    }
    rules.add(new ScaleBySchedule(rate));
    return new Chain(rules);
  }
}
