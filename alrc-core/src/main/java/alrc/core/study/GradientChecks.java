package alrc.core.study;

import alrc.core.gradient.GradientRule;
import alrc.core.model.Model;
import alrc.core.model.ModelSettings;
import alrc.core.optimizer.Optimizer;
import alrc.core.train.KernelForm;
import alrc.settings.Limits;
import java.util.List;

/** Whether gradient rules go together, and with the other sections of a study. */
final class GradientChecks {
  private GradientChecks() {}

  /** Two rules that reset moments would each undo what the other does. */
  static void check(List<GradientRule> gradient, Optimizer optimizer) {
    List<String> resetting =
        gradient.stream().filter(GradientRule::resetsMoments).map(GradientChecks::nameOf).toList();
    String names = String.join(", ", resetting);
    Limits.require(
        resetting.size() < 2,
        "gradient",
        names,
        "must reset the moments of the optimizer in one rule only: leave out the others, or set"
            + " their reset to 0");
    Limits.require(
        resetting.isEmpty() || optimizer.hasMoments(),
        "gradient",
        names,
        "must not reset the moments of "
            + StudyKinds.ALL.nameOf(Optimizer.class, optimizer)
            + ", which has none: set reset to 0, or choose another optimizer");
  }

  /** The gradients of examples come from stacked convolutions. */
  static KernelForm presetKernel(List<GradientRule> gradient, ModelSettings model, int batch) {
    return gradient.stream().anyMatch(GradientRule::perExample)
        ? KernelForm.STACKED
        : KernelForm.preset(model, batch);
  }

  /** A rule that decides how the gradient is taken comes first, and needs a network that can. */
  static void checkTaking(
      List<GradientRule> gradient, Model network, int batch, KernelForm kernel) {
    for (int i = 0; i < gradient.size(); i++) {
      GradientRule rule = gradient.get(i);
      if (rule.perExample() || rule.ahead() > 0) {
        Limits.require(
            i == 0,
            "gradient",
            nameOf(rule),
            "must be the first rule: it decides how the gradient is taken on which the others act");
      }
    }
    if (!gradient.isEmpty() && gradient.get(0).perExample()) {
      checkPerExample(nameOf(gradient.get(0)), network, batch, kernel);
    }
  }

  private static void checkPerExample(String name, Model network, int batch, KernelForm kernel) {
    Limits.require(
        batch > 1,
        "batch",
        batch,
        "must be 2 or more beside "
            + name
            + ": one example has the gradient of its batch, which global-norm clips");
    Limits.require(
        network.keepsExamplesApart(),
        "gradient",
        name,
        "must be left out where the network normalises over the batch (partial-scan, or norm:"
            + " batch): its examples have no gradients of their own");
    Limits.require(
        kernel == KernelForm.STACKED,
        "kernel",
        kernel.word(),
        "must be stacked beside " + name + ", which takes the gradient of each example");
  }

  private static String nameOf(GradientRule rule) {
    return StudyKinds.ALL.nameOf(GradientRule.class, rule);
  }
}
