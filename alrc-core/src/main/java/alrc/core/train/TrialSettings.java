package alrc.core.train;

import alrc.core.gradient.GradientRule;
import alrc.core.loss.Loss;
import alrc.core.lossrule.LossRule;
import alrc.core.lossrule.Precision;
import alrc.core.model.Model;
import alrc.core.record.RecordSettings;
import alrc.core.schedule.Course;

/**
 * Everything that decides a trial besides its seed and its data.
 *
 * @param model the network
 * @param loss one value per example
 * @param rule acts on the losses
 * @param optimizer turns gradients into the update
 * @param rate the learning rate inside the optimizer, for the record
 * @param batch examples per iteration, ≥ 1
 * @param iterations optimizer steps, ≥ 1
 * @param summaryLast over how many last iterations the final error is taken, ≥ 1
 * @param curveBoxcar iterations per point of the learning curve, ≥ 1
 * @param kernel how its convolutions are computed
 * @param precision of its numbers
 */
public record TrialSettings(
    Model model,
    Loss loss,
    LossRule rule,
    GradientRule optimizer,
    Course rate,
    int batch,
    long iterations,
    int summaryLast,
    int curveBoxcar,
    KernelForm kernel,
    Precision precision) {
  public TrialSettings {
    new RecordSettings(batch, iterations, summaryLast, curveBoxcar);
  }

  /** Settings whose layers pass on numbers as they are computed. */
  public TrialSettings(
      Model model,
      Loss loss,
      LossRule rule,
      GradientRule optimizer,
      Course rate,
      int batch,
      long iterations,
      int summaryLast,
      int curveBoxcar,
      KernelForm kernel) {
    this(
        model,
        loss,
        rule,
        optimizer,
        rate,
        batch,
        iterations,
        summaryLast,
        curveBoxcar,
        kernel,
        Precision.FLOAT32);
  }

  /** How its steps take the gradient. */
  public StepForm form() {
    return new StepForm(rule.grain(), optimizer.perExample(), optimizer.ahead() > 0, precision);
  }

  /** What decides the record of the trial. */
  RecordSettings recording() {
    return new RecordSettings(batch, iterations, summaryLast, curveBoxcar);
  }
}
