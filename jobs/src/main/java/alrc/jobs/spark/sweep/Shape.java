package alrc.jobs.spark.sweep;

import alrc.core.data.TrainingData;
import alrc.core.loss.Loss;
import alrc.core.model.Model;
import alrc.core.study.Cell;
import alrc.core.study.Trial;
import alrc.core.train.KernelForm;
import alrc.core.train.StepForm;
import alrc.core.train.TrialSettings;

/** What trials must share to be trained side by side. */
record Shape(
    Model model,
    Loss loss,
    StepForm form,
    int batch,
    long iterations,
    KernelForm kernel,
    TrainingData data,
    String dataDigest) {
  static Shape of(Trial trial) {
    Cell cell = trial.cell();
    TrialSettings settings = cell.settings();
    return new Shape(
        settings.model(),
        settings.loss(),
        settings.form(),
        settings.batch(),
        settings.iterations(),
        settings.kernel(),
        cell.trainingData(),
        trial.dataDigest());
  }

  /** Multiply-accumulates of a trial's forward passes: what its time is proportional to. */
  double cost() {
    int side = data.task().side();
    return (double) model.multiplyAccumulates(side, side) * batch * iterations * form.passes();
  }
}
