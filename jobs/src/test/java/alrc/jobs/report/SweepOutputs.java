package alrc.jobs.report;

import alrc.core.record.CurvePoint;
import alrc.core.record.Outcome;
import alrc.core.record.Spike;
import alrc.core.record.TrialResult;
import alrc.core.study.Study;
import alrc.core.study.Trial;
import alrc.core.train.ComputeDevice;
import alrc.core.train.NumericPlatform;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.StudyFile;
import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.ledger.TrialRows;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Outputs of sweeps, written by the ledger's own writers without training. */
public final class SweepOutputs {
  private SweepOutputs() {}

  private static final List<Spike> SPIKES =
      List.of(new Spike(7, "somewhere#1", 0.9, 0.3), new Spike(9, "somewhere#2", 0.5, 0.4));

  /** Of two thresholds and two batches, three seeds each. */
  public static final String STUDY =
      """
      study: thresholds
      data: {kind: synthetic}
      model: {kind: supersampling, width: 0.03125}
      rule: {kind: alrc, deviations: [3, .inf], decay: 0.99}
      batch: [1, 4]
      iterations: 200
      summary: {last: 50}
      curve: {boxcar: 100}
      seeds: 3
      """;

  /**
   * Writes an output.
   *
   * @param error the final error of a trial; ∞ if it diverged, NaN if it is pending
   */
  public static void write(Path folder, String yaml, String digest, ToDoubleFunction<Trial> error)
      throws IOException {
    Storage storage = StorageSettings.local().open();
    Study study = Study.parse(yaml, "study.yaml");
    List<Trial> trials = study.trials(data -> digest);
    SweepFolder output = new SweepFolder(storage, folder.toString());
    Ledger ledger = new Ledger(output);
    ledger.writeStudy(StudyFile.of(study, trials, 3).toJson());
    for (Trial trial : trials) {
      double last = error.applyAsDouble(trial);
      if (!Double.isNaN(last)) {
        ledger.commit(TrialRows.entry(trial, outcome(last), where(study)));
      }
    }
  }

  private static TrialRows.Circumstances where(Study study) {
    NumericPlatform platform = NumericPlatform.of(ComputeDevice.CPU);
    return new TrialRows.Circumstances(
        study.name(), 1, 2, 0, "cpu", platform, 1_790_000_000_000L, 36, "node-1");
  }

  private static Outcome outcome(double last) {
    List<CurvePoint> curve =
        List.of(
            new CurvePoint(100, 0.2, 0.3, 0.01, 0.001, 0.2),
            new CurvePoint(200, 0.1, 0.2, 0, 0.001, 0.1));
    return Double.isFinite(last)
        ? new Outcome.Completed(
            new TrialResult(
                last, last / 10, last, last, last, 200, null, 0.01, 2, curve, SPIKES, List.of()))
        : new Outcome.Diverged(
            new TrialResult(
                null, null, null, 0.1, null, 150, 150L, 0.01, 2, curve, SPIKES, List.of()),
            150,
            "loss");
  }
}
