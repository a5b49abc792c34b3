package alrc.jobs.data;

import alrc.core.data.BatchSource;
import alrc.core.record.RecordSink;
import alrc.core.study.Cell;
import alrc.core.study.Evaluation;
import alrc.core.study.Trial;
import alrc.core.train.Member;
import alrc.core.train.StartingParameters;
import alrc.jobs.storage.Storage;

/** Trials, ready to be trained: with their data, and with what they begin with. */
public final class TrialMembers {
  private TrialMembers() {}

  /**
   * A trial before its first iteration.
   *
   * @param sink receives every iteration and the end
   */
  public static Member begun(Storage storage, Trial trial, RecordSink sink) {
    Cell cell = trial.cell();
    BatchSource data = BatchSources.shared(storage, cell.trainingData(), trial.dataDigest());
    Member member = new Member(cell.settings(), trial.seed(), data, sink);
    StartingParameters start = StartingFiles.of(storage, cell);
    if (start != null) {
      member = member.beginningWith(start);
    }
    Evaluation evaluation = cell.evaluate();
    return evaluation == null
        ? member
        : member.scored(evaluation.scoring(HeldOutSources.of(storage, trial), cell.iterations()));
  }
}
