package alrc.jobs.spark;

import alrc.core.checkpoint.UnusableCheckpointException;
import alrc.core.study.Trial;
import alrc.core.train.Checkpoint;
import alrc.core.train.CheckpointPlan;
import alrc.core.train.Member;
import alrc.core.train.NumericPlatform;
import alrc.core.train.Outcome;
import alrc.core.train.Trained;
import alrc.core.train.TrialStoppedException;
import alrc.jobs.data.TrialMembers;
import alrc.jobs.fault.UserMistake;
import alrc.jobs.ledger.Checkpoints;
import alrc.jobs.ledger.FinalParameters;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.TrialRows;
import alrc.jobs.storage.Storage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * Trains one cohort from where its trials were left, and records each trial the moment it ends. A
 * cohort that fails is trained again trial by trial, so that only the guilty one is blamed.
 */
final class CohortTraining {
  private final Storage storage;
  private final Place place;
  private final CheckpointPlan plan;
  private final Map<String, TrialOrder> open = new HashMap<>();

  /**
   * Where a cohort is trained.
   *
   * @param killed whether it is to be given up
   * @param ended told of every trial that is recorded or has failed
   */
  record Place(Training training, TaskDevice at, BooleanSupplier killed, Runnable ended) {}

  CohortTraining(CohortOrder order, Storage storage, Place place) {
    this.storage = storage;
    this.place = place;
    Duration time = Duration.ofNanos(Math.round(order.checkpointSeconds() * 1e9));
    this.plan =
        new CheckpointPlan(
            Long.MAX_VALUE,
            time,
            (member, made) -> {
              if (member.sink() instanceof TrialSink sink) {
                sink.save(made);
              }
            });
    order.trials().forEach(trial -> open.put(trial.trial().id(), trial));
  }

  /** Trains these trials of the order. */
  void run(List<TrialOrder> cohort) throws IOException {
    try {
      train(cohort);
    } catch (TrialSink.UnwrittenException unwritten) {
      throw (IOException) Objects.requireNonNull(unwritten.getCause());
    } catch (UserMistake | TrialStoppedException notTheTrials) {
      throw notTheTrials;
    } catch (UnusableCheckpointException damaged) {
      for (TrialOrder order : unfinished(cohort)) {
        checkpoints(order).remove(order.trial().id());
        run(List.of(order));
      }
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError failed) {
      blame(cohort, failed);
    }
  }

  private void blame(List<TrialOrder> cohort, Throwable failed) throws IOException {
    for (TrialOrder order : unfinished(cohort)) {
      if (cohort.size() == 1) {
        fail(order, failed);
      } else {
        run(List.of(order));
      }
    }
  }

  private List<TrialOrder> unfinished(List<TrialOrder> cohort) {
    return cohort.stream().filter(order -> open.containsKey(order.trial().id())).toList();
  }

  private void fail(TrialOrder order, Throwable failed) throws IOException {
    Trial trial = order.trial();
    ledger(order)
        .fail(
            trial.id(),
            order.attempt(),
            TrialRows.failure(trial, order.attempt(), failed, place.at().host()));
    open.remove(trial.id());
    place.ended().run();
  }

  private void train(List<TrialOrder> cohort) throws IOException {
    Recorder recorder = new Recorder(cohort.size());
    List<Member> members = new ArrayList<>();
    for (TrialOrder order : cohort) {
      members.add(recorder.member(order));
    }
    place.training().run(members, place.at().device(), plan);
  }

  private Ledger ledger(TrialOrder order) {
    return new Ledger(storage, order.output());
  }

  private Checkpoints checkpoints(TrialOrder order) {
    return new Checkpoints(storage, order.output());
  }

  /** Writes what becomes of the trials of one training. */
  private final class Recorder implements TrialSink.Recorder {
    private final int cohortSize;
    private final long startedAt = System.currentTimeMillis();
    private final long start = System.nanoTime();
    private final Map<String, Long> resumedAt = new HashMap<>();

    Recorder(int cohortSize) {
      this.cohortSize = cohortSize;
    }

    Member member(TrialOrder order) throws IOException {
      Trial trial = order.trial();
      TrialSink sink = new TrialSink(trial, this, place.killed());
      Member begun = TrialMembers.begun(storage, trial, sink);
      Member member = checkpoints(order).resumed(trial.id(), begun, place.at().device());
      Checkpoint from = member.from();
      resumedAt.put(trial.id(), from == null ? 0 : from.iteration());
      return member;
    }

    @Override
    public void ended(Trial trial, Outcome outcome, Trained trained) throws IOException {
      TrialOrder order = Objects.requireNonNull(open.get(trial.id()));
      if (trial.cell().keepsModels() && outcome instanceof Outcome.Completed) {
        FinalParameters.write(storage, order.output(), trial, trained);
      }
      ledger(order).commit(TrialRows.entry(trial, outcome, circumstances(order, trial)));
      checkpoints(order).remove(trial.id());
      open.remove(trial.id());
      place.ended().run();
    }

    private TrialRows.Circumstances circumstances(TrialOrder order, Trial trial) {
      return new TrialRows.Circumstances(
          order.study(),
          order.attempt(),
          cohortSize,
          resumedAt.getOrDefault(trial.id(), 0L),
          place.at().name(),
          NumericPlatform.of(place.at().device()),
          startedAt,
          (System.nanoTime() - start) / 1e9,
          place.at().host());
    }

    @Override
    public void save(Trial trial, Checkpoint checkpoint) throws IOException {
      checkpoints(Objects.requireNonNull(open.get(trial.id()))).save(trial.id(), checkpoint);
    }
  }
}
