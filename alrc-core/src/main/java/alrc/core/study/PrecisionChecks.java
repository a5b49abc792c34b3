package alrc.core.study;

import alrc.core.gradient.GradientRule;
import alrc.core.lossrule.LossRule;
import alrc.core.lossrule.Precision;
import alrc.core.model.Model;
import alrc.settings.Limits;
import java.util.List;
import java.util.Locale;

/** Whether numbers can be rounded between layers, and whether a rule needs it. */
final class PrecisionChecks {
  private PrecisionChecks() {}

  static void check(
      Precision precision, Model network, LossRule rule, List<GradientRule> gradient) {
    if (precision != Precision.FLOAT16) {
      String name = precision.name().toLowerCase(Locale.ROOT);
      Limits.require(
          rule.underflow() == 0,
          "precision",
          name,
          "must be float16 beside adaptive-loss-scale: in " + name + " no scale of a layer acts");
      return;
    }
    Limits.require(
        !network.layers().isEmpty(),
        "precision",
        "float16",
        "must be float32 for partial-scan, whose network is no chain of layers");
    for (GradientRule first : gradient) {
      Limits.require(
          !first.perExample() && first.ahead() == 0,
          "precision",
          "float16",
          "must be float32 beside "
              + StudyKinds.ALL.nameOf(GradientRule.class, first)
              + ", whose passes are not cut between layers");
    }
  }
}
