package alrc.jobs.spark.sweep;

import alrc.core.study.Trial;
import alrc.core.train.Checkpoint;
import alrc.core.train.Outcome;
import alrc.core.train.RecordSink;
import alrc.core.train.StepRecord;
import alrc.core.train.Trained;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Hands what becomes of one trial to its cohort's task; gives it up when that was killed. */
final class TrialSink implements RecordSink {
  private final Trial trial;
  private final Recorder recorder;
  private final BooleanSupplier killed;
  private TrialTally.@Nullable Attempt attempt;

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

  /**
   * The trial is trained from here on.
   *
   * @param from iterations that are done already
   */
  void begin(TrialTally tally, long from) {
    attempt = tally.begin(trial, from);
  }

  /** The trial is no longer trained here, whatever became of it. */
  void close() {
    if (attempt != null) {
      attempt.close();
    }
  }

  @Override
  public void step(StepRecord record) {
    if (attempt != null) {
      attempt.stepped();
    }
  }

  @Override
  public void ended(Outcome outcome, Trained trained) {
    try {
      recorder.ended(trial, outcome, trained);
      if (attempt != null) {
        attempt.ended(outcome);
      }
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
