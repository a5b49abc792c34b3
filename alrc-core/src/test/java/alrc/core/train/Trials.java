package alrc.core.train;

import alrc.core.data.Augmentation;
import alrc.core.data.BatchSource;
import alrc.core.data.SupersamplingBatches;
import alrc.core.data.SyntheticImages;
import alrc.core.gradient.GradientRule;
import alrc.core.loss.Loss;
import alrc.core.loss.QuarticError;
import alrc.core.lossrule.LossRule;
import alrc.core.lossrule.NoRule;
import alrc.core.model.SupersamplingNet;
import alrc.core.optimizer.Optimizers;
import alrc.core.schedule.Course;
import java.util.ArrayList;
import java.util.List;

/** Small trials for tests, and a sink that keeps every loss. */
final class Trials {
  static final double TINY = 1.0 / 32;

  private Trials() {}

  static BatchSource synthetic() {
    return new SupersamplingBatches(new SyntheticImages(50, 1, 0), Augmentation.flipOnly());
  }

  static TrialSettings of(LossRule rule, long iterations) {
    return of(new QuarticError(1), rule, 1e-3, 2, iterations);
  }

  static TrialSettings of(Loss loss, LossRule rule, double rate, int batch, long iterations) {
    GradientRule adam = Optimizers.adam(rate, 0.9, 0.999, 1e-8);
    return of(loss, rule, adam, rate, batch, iterations, KernelForm.SINGLE);
  }

  static TrialSettings of(
      Loss loss,
      LossRule rule,
      GradientRule optimizer,
      double rate,
      int batch,
      long iterations,
      KernelForm form) {
    return new TrialSettings(
        new SupersamplingNet(TINY, 1),
        loss,
        rule,
        optimizer,
        Course.constant(rate),
        batch,
        iterations,
        100,
        50,
        form);
  }

  /** The same trial in another kernel form. */
  static TrialSettings in(KernelForm form, TrialSettings settings) {
    return of(
        settings.loss(),
        settings.rule(),
        settings.optimizer(),
        settings.rate().at(0),
        settings.batch(),
        settings.iterations(),
        form);
  }

  static TrialSettings plain(long iterations) {
    return of(new NoRule(), iterations);
  }

  /** Every unclipped batch mean loss of a run. */
  static List<Double> losses(TrialSettings settings, long seed) {
    List<Double> losses = new ArrayList<>();
    TrainingLoop.run(
        settings, seed, synthetic(), record -> losses.add(record.loss()), ComputeDevice.CPU);
    return losses;
  }
}
