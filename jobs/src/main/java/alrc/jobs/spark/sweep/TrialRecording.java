package alrc.jobs.spark.sweep;

import alrc.core.study.Trial;
import alrc.core.train.Checkpoint;
import alrc.core.train.Member;
import alrc.core.train.NumericPlatform;
import alrc.core.train.Outcome;
import alrc.core.train.Trained;
import alrc.jobs.data.TrialMembers;
import alrc.jobs.ledger.Attempts;
import alrc.jobs.ledger.Checkpoints;
import alrc.jobs.ledger.FinalParameters;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.TrialRows;
import alrc.jobs.storage.Storage;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Writes what becomes of the trials of one training. */
final class TrialRecording implements TrialSink.Recorder, AutoCloseable {
  private final Storage storage;
  private final CohortTraining.Place place;
  private final Map<String, TrialOrder> orders = new HashMap<>();
  private final Consumer<Trial> ended;
  private final long startedAt = System.currentTimeMillis();
  private final long start = System.nanoTime();
  private final Map<String, Attempts.Begun> begun = new HashMap<>();
  private final Map<String, TrialSink> sinks = new HashMap<>();
  private boolean saved;

  /**
   * For a training.
   *
   * @param ended told of every trial that is recorded
   */
  TrialRecording(
      Storage storage, CohortTraining.Place place, List<TrialOrder> cohort, Consumer<Trial> ended) {
    this.storage = storage;
    this.place = place;
    this.ended = ended;
    cohort.forEach(order -> orders.put(order.trial().id(), order));
  }

  /**
   * Says that this process has the trials from here on, before anything of them is read: that may
   * be its end.
   *
   * @param alone whether nothing else can be to blame if it dies
   */
  void announce(boolean alone) throws IOException {
    NumericPlatform.of(place.at().device());
    for (TrialOrder order : orders.values()) {
      boolean resumed = checkpoints(order).has(order.trial().id());
      long from = resumed ? Attempts.Begun.UNREAD : 0;
      say(order, new Attempts.Begun(order.attempt(), from, order.suspect() && alone));
    }
  }

  /** The trial, from where it was left. */
  Member member(TrialOrder order, BooleanSupplier stop) throws IOException {
    Trial trial = order.trial();
    TrialSink sink = new TrialSink(trial, this, stop);
    Member member = TrialMembers.begun(storage, trial, sink);
    if (begun(trial).unread()) {
      member = checkpoints(order).resumed(trial.id(), member, place.at().device());
      Checkpoint left = member.from();
      say(order, begun(trial).from(left == null ? 0 : left.iteration()));
    }
    sinks.put(trial.id(), sink);
    sink.begin(place.tally(), begun(trial).from());
    return member;
  }

  private void say(TrialOrder order, Attempts.Begun what) throws IOException {
    begun.put(order.trial().id(), what);
    attempts(order).begin(order.trial().id(), what);
  }

  private Attempts.Begun begun(Trial trial) {
    return Objects.requireNonNull(begun.get(trial.id()));
  }

  /** Says that this process no longer trains them. */
  @Override
  public void close() throws IOException {
    sinks.values().forEach(TrialSink::close);
    endAttempts();
  }

  /** The process is told to stop, and may have to before the trials do: no death of theirs. */
  void letGo() {
    try {
      endAttempts();
    } catch (IOException unreachable) {
      return; // then they are trained alone at first
    }
  }

  private void endAttempts() throws IOException {
    for (Map.Entry<String, TrialOrder> order : orders.entrySet()) {
      attempts(order.getValue()).end(order.getKey());
    }
  }

  /** Since the training was prepared. */
  double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  /** Whether a checkpoint has been made. */
  boolean hasSaved() {
    return saved;
  }

  @Override
  public void ended(Trial trial, Outcome outcome, Trained trained) throws IOException {
    TrialOrder order = order(trial);
    Ledger ledger = new Ledger(storage, order.output());
    if (!ledger.holds(trial.id())) { // a copy of the task may have been faster: what it wrote stays
      if (trial.cell().keepsModels() && outcome instanceof Outcome.Completed) {
        FinalParameters.write(storage, order.output(), trial, trained);
      }
      ledger.commit(TrialRows.entry(trial, outcome, circumstances(order, trial)));
    }
    checkpoints(order).remove(trial.id());
    attempts(order).forget(trial.id());
    ended.accept(trial);
  }

  private TrialRows.Circumstances circumstances(TrialOrder order, Trial trial) {
    return new TrialRows.Circumstances(
        order.study(),
        order.attempt(),
        orders.size(),
        begun(trial).from(),
        place.at().name(),
        NumericPlatform.of(place.at().device()),
        startedAt,
        seconds(),
        place.at().host());
  }

  @Override
  public void save(Trial trial, Checkpoint checkpoint) throws IOException {
    checkpoints(order(trial)).save(trial.id(), checkpoint);
    saved = true;
  }

  private TrialOrder order(Trial trial) {
    return Objects.requireNonNull(orders.get(trial.id()));
  }

  private Checkpoints checkpoints(TrialOrder order) {
    return new Checkpoints(storage, order.output());
  }

  private Attempts attempts(TrialOrder order) {
    return new Attempts(storage, order.output());
  }
}
