package alrc.jobs.spark;

import alrc.core.study.Trial;
import alrc.core.train.Checkpoint;
import alrc.core.train.Outcome;
import alrc.core.train.RecordSink;
import alrc.core.train.StepRecord;
import alrc.core.train.Trained;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** Hands what becomes of one trial to its cohort's task; gives it up when that was killed. */
final class TrialSink implements RecordSink {
  private final Trial trial;
  private final Recorder recorder;
  private final BooleanSupplier killed;

  /** Records trials and saves their state. */
  interface Recorder {
    void ended(Trial trial, Outcome outcome, Trained trained) throws IOException;

    void save(Trial trial, Checkpoint checkpoint) throws IOException;
  }

  /** The output could not be written: not the trial's failure. */
  static final class UnwrittenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnwrittenException(IOException cause) {
      super(cause);
    }
  }

  TrialSink(Trial trial, Recorder recorder, BooleanSupplier killed) {
    this.trial = trial;
    this.recorder = recorder;
    this.killed = killed;
  }

  @Override
  public void step(StepRecord record) {
    // curve and spikes come with the outcome
  }

  @Override
  public void ended(Outcome outcome, Trained trained) {
    try {
      recorder.ended(trial, outcome, trained);
    } catch (IOException unwritten) {
      throw new UnwrittenException(unwritten);
    }
  }

  void save(Checkpoint checkpoint) {
    try {
      recorder.save(trial, checkpoint);
    } catch (IOException unwritten) {
      throw new UnwrittenException(unwritten);
    }
  }

  @Override
  public boolean stopRequested() {
    return killed.getAsBoolean();
  }
}
