package alrc.jobs.spark.sweep;

import alrc.core.record.Outcome;
import alrc.core.record.RecordSink;
import alrc.core.record.StepRecord;
import alrc.core.record.Trained;
import alrc.core.study.Trial;
import alrc.core.train.Checkpoint;
import alrc.core.train.Member;
import alrc.core.train.NumericPlatform;
import alrc.jobs.data.TrainedCoverages;
import alrc.jobs.data.TrialMembers;
import alrc.jobs.ledger.Attempts;
import alrc.jobs.ledger.Checkpoints;
import alrc.jobs.ledger.FinalParameters;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.ModelCard;
import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.ledger.TrialRows;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * One trial while a task trains it: writes its notes, checkpoints and results to the output, and
 * counts its progress.
 */
final class TrialRecording implements RecordSink, AutoCloseable {
  private final SweepFolder folder;
  private final CohortTraining.Place place;
  private final TrialOrder order;
  private final Trial trial;
  private final int cohortSize;
  private final Checkpoints checkpoints;
  private final Attempts attempts;
  private final long workPerIteration;
  private final long startedAt = System.currentTimeMillis();
  private final long start = System.nanoTime();
  private Consumer<Trial> onEnd = ended -> {};
  private BooleanSupplier stop = () -> false;
  private Attempts.Begun begun = new Attempts.Begun(1, 0, false);
  private long done;
  private boolean saved;
  private boolean counted; // among the trials that are being trained

  /** The output could not be written, which is no failure of the trial. */
  static final class UnwrittenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnwrittenException(IOException cause) {
      super(cause);
    }
  }

  /**
   * For one attempt at a trial.
   *
   * @param cohortSize how many trials are trained together
   */
  TrialRecording(SweepFolder folder, CohortTraining.Place place, TrialOrder order, int cohortSize) {
    this.folder = folder;
    this.place = place;
    this.order = order;
    this.trial = order.trial();
    this.cohortSize = cohortSize;
    this.checkpoints = new Checkpoints(folder);
    this.attempts = new Attempts(folder);
    this.workPerIteration = TrialTally.workPerIteration(trial);
  }

  /**
   * Notes that this process has the trial, before any of its files is read: reading may crash it.
   *
   * @param alone whether a crash of this process would prove the trial guilty
   */
  void announce(boolean alone) throws IOException {
    long from = checkpoints.has(trial.id()) ? Attempts.Begun.UNREAD : 0;
    note(new Attempts.Begun(order.attempt(), from, order.suspect() && alone));
  }

  private void note(Attempts.Begun now) throws IOException {
    begun = now;
    attempts.begin(trial.id(), now);
  }

  /**
   * The trial, from its checkpoint if there is one.
   *
   * @param stops whether its training is to stop
   * @param ended is called when the trial is recorded
   */
  Member member(BooleanSupplier stops, Consumer<Trial> ended) throws IOException {
    stop = stops;
    onEnd = ended;
    Member member = TrialMembers.begun(folder.storage(), trial, this);
    if (begun.unread()) {
      member = checkpoints.resumed(trial.id(), member, place.at().device());
      Checkpoint last = member.from();
      note(begun.from(last == null ? 0 : last.iteration()));
    }
    done = begun.from();
    counted = true;
    place.tally().begin(done * workPerIteration);
    return member;
  }

  /** Notes that this process no longer trains the trial. */
  @Override
  public void close() throws IOException {
    leave();
    attempts.end(trial.id());
  }

  private void leave() {
    if (counted) {
      counted = false;
      place.tally().end();
    }
  }

  /** The process is to stop, and may end before the training does: that is no crash. */
  void letGo() {
    try {
      attempts.end(trial.id());
    } catch (IOException unreachable) {
      return; // the next process then trains the trial alone first
    }
  }

  /** Whether a checkpoint was made. */
  boolean hasSaved() {
    return saved;
  }

  /** Seconds since the training was prepared. */
  double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  void save(Checkpoint checkpoint) {
    try {
      checkpoints.save(trial.id(), checkpoint);
      saved = true;
    } catch (IOException unwritten) {
      throw new UnwrittenException(unwritten);
    }
  }

  @Override
  public void step(StepRecord record) {
    done++;
    place.tally().stepped(workPerIteration);
  }

  @Override
  public boolean stopRequested() {
    return stop.getAsBoolean();
  }

  @Override
  public void ended(Outcome outcome, Trained trained) {
    try {
      Ledger ledger = new Ledger(folder);
      if (!ledger.holds(trial.id())) { // a copy of the task may have been faster: its files stay
        Ledger.Entry entry = TrialRows.entry(trial, outcome, circumstances());
        if (trial.cell().keepsModels() && outcome instanceof Outcome.Completed) {
          List<Double> coverages = TrainedCoverages.of(folder.storage(), trial.cell());
          String sha256 = FinalParameters.write(folder, trial, trained);
          ModelCard.of(trial, entry.summary(), coverages, sha256).write(folder);
        }
        ledger.commit(entry);
        for (Trial twin : order.twinTrials()) {
          ledger.commitTwin(twin, entry);
        }
      }
      checkpoints.remove(trial.id());
      attempts.forget(trial.id());
    } catch (IOException unwritten) {
      throw new UnwrittenException(unwritten);
    }
    onEnd.accept(trial);
    place.tally().ended(order, outcome, (trial.cell().iterations() - done) * workPerIteration);
    leave();
  }

  private TrialRows.Circumstances circumstances() {
    return new TrialRows.Circumstances(
        order.study(),
        order.attempt(),
        cohortSize,
        begun.from(),
        place.at().name(),
        NumericPlatform.of(place.at().device()),
        startedAt,
        seconds(),
        place.at().host());
  }
}
