package alrc.core.optimizer;

import alrc.core.gradient.AddDecayedWeights;
import alrc.core.gradient.Chain;
import alrc.core.gradient.GradientRule;
import alrc.core.scaling.ScaleBySchedule;
import alrc.core.schedule.Course;
import alrc.settings.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * An optimizer as a study names it: a rate, settings of its own and weight decay. It makes a chain
 * of rules; the result of the chain is subtracted from the parameters.
 */
public interface Optimizer {
  /** The rate with which its schedule starts, ≥ 0. */
  double rate();

  /** λ of weight decay, ≥ 0; 0 is none. */
  double weightDecay();

  /**
   * Whether weight decay enters the update, times the rate, rather than the gradient: Loshchilov
   * and Hutter, "Decoupled weight decay regularization", arXiv:1711.05101.
   */
  boolean decoupled();

  /** The β1 with which its schedule starts; empty where no β1 follows a schedule. */
  default OptionalDouble scheduledBeta1() {
    return OptionalDouble.empty();
  }

  /**
   * The rules between gradient and rate, in order.
   *
   * @param beta1 takes the place of its own β1; ignored where {@link #scheduledBeta1} is empty
   */
  List<GradientRule> scaling(Course beta1);

  /** The chain of rules for a rate and a β1. */
  default GradientRule rule(Course rate, Course beta1) {
    return rule(rate, beta1, List.of());
  }

  /**
   * The chain of rules for a rate and a β1, with rules of a study.
   *
   * @param onUpdate act on the update before decoupled weight decay and the rate, in order
   */
  default GradientRule rule(Course rate, Course beta1, List<GradientRule> onUpdate) {
    List<GradientRule> rules = new ArrayList<>(scaling(beta1));
    rules.addAll(onUpdate);
    if (weightDecay() != 0) {
      rules.add(decoupled() ? rules.size() : 0, new AddDecayedWeights(weightDecay()));
    }
    rules.add(step(rate));
    return new Chain(rules);
  }

  /** The last rule, which makes the change of the parameters of the update. */
  default GradientRule step(Course rate) {
    return new ScaleBySchedule(rate);
  }

  /** Whether it learns anything from gradients that a rule could reset. */
  default boolean hasMoments() {
    return true;
  }

  /** Whether the parameters that are kept and scored are a mean of those that train. */
  default boolean keepsMeans() {
    return false;
  }

  /** Checks the settings that all optimizers have. */
  static void check(double rate, double weightDecay, boolean decoupled) {
    Limits.notNegative("rate", rate);
    Limits.notNegative("weight-decay", weightDecay);
    Limits.require(
        !decoupled || weightDecay > 0,
        "decoupled",
        decoupled,
        "must be left out without weight-decay, which is 0");
  }
}
