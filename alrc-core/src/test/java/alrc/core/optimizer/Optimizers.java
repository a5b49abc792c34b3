package alrc.core.optimizer;

import alrc.core.gradient.Chain;
import alrc.core.gradient.GradientRule;
import alrc.core.scaling.ScaleBySchedule;
import alrc.core.schedule.Course;

/** Optimizers as tests need them: with all settings given. */
public final class Optimizers {
  private Optimizers() {}

  public static GradientRule sgd(double rate) {
    return new Sgd(rate, 0, false).rule(Course.constant(rate), Course.constant(0));
  }

  public static GradientRule adam(double rate, double beta1, double beta2, double epsilon) {
    return new Adam(rate, beta1, beta2, epsilon, 0, false)
        .rule(Course.constant(rate), Course.constant(beta1));
  }

  /** A way of scaling gradients, then the rate. */
  public static GradientRule of(GradientRule scaling, Course rate) {
    return Chain.of(scaling, new ScaleBySchedule(rate));
  }
}
