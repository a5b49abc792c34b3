package alrc.core.study;

import alrc.core.codec.Kind;
import alrc.core.codec.Kinds;
import alrc.core.codec.Values;
import alrc.core.gradient.GradientRule;
import alrc.core.schedule.Constant;
import alrc.core.schedule.Schedule;
import alrc.core.setting.Rule;
import java.util.List;

/** The optimizer of a cell, behind and inside the rules of {@code gradient}. */
final class GradientChain {
  private GradientChain() {}

  static GradientRule of(Cell cell, Schedule rate) {
    Values parts = cell.parts();
    Double own = cell.columns().ofOptimizer("beta1");
    Schedule beta1 =
        Kind.make(Kinds.schedules(), parts.section("beta1")).make(own == null ? 0 : own);
    GradientRule rule = Kind.make(Kinds.optimizers(), parts.section("optimizer")).make(rate, beta1);
    List<Values> before = parts.sections("gradient");
    for (int i = before.size() - 1; i >= 0; i--) {
      rule = Kind.make(Kinds.gradientRules(), before.get(i)).before(rule);
    }
    return rule;
  }

  /**
   * Refuses what no field shows alone: a schedule that gives no rate or no decay of the
   * optimizer's, or one of a β1 that it lacks.
   */
  static void check(Cell cell) {
    Rule.require(
        cell.columns().ofOptimizer("beta1") != null
            || cell.columns().beta1Schedule().equals("constant"),
        "beta1",
        cell.columns().beta1Schedule(),
        "must be left out where the optimizer is "
            + cell.columns().optimizer()
            + ", which has none");
    of(cell, new Constant(cell.rate()));
  }
}
