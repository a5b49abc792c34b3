package alrc.jobs.spark.sweep;

import alrc.core.engine.DeviceFailure;
import alrc.core.state.UnusableStateException;
import alrc.core.study.Trial;
import alrc.core.train.CheckpointPlan;
import alrc.core.train.Member;
import alrc.core.train.NumericPlatform;
import alrc.core.train.TrialStoppedException;
import alrc.jobs.ledger.Attempts;
import alrc.jobs.ledger.Checkpoints;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.ledger.TrialRows;
import alrc.jobs.spark.OrderlyStop;
import alrc.jobs.spark.TaskDevice;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StoreFailure;
import alrc.settings.UserMistake;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Trains one cohort, each trial from its last checkpoint. If a cohort fails, its trials are retried
 * one by one, so that only the one that fails is blamed. Suspects are trained one by one first. A
 * cohort that does not fit into the memory of its device is trained in halves.
 */
final class CohortTraining {
  /** Time to a suspect's first checkpoint, which clears it; four times as long after each crash. */
  private static final double SUSPECT_SECONDS = 0.25;

  /** How many trials of a shape the device of this process has memory for, where that is known. */
  private static final Map<Shape, Integer> FITTING = new ConcurrentHashMap<>();

  /** Number of trainings that run in this process. */
  private static final AtomicInteger UNDER_WAY = new AtomicInteger();

  private final CohortOrder order;
  private final SweepFolder folder;
  private final Place place;
  private final Set<String> open = new HashSet<>();

  /**
   * How and where cohorts are trained.
   *
   * @param killed whether the task was killed
   * @param tally counts the progress of the trials
   */
  record Place(Training training, TaskDevice at, BooleanSupplier killed, TrialTally tally) {}

  CohortTraining(CohortOrder order, SweepFolder folder, Place place) {
    this.order = order;
    this.folder = folder;
    this.place = place;
    order.trials().forEach(trial -> open.add(trial.trial().id()));
  }

  /** Trains the trials of the order: suspects first, each alone until it has made a checkpoint. */
  void run() throws IOException {
    for (TrialOrder trial : order.trials()) {
      if (trial.suspect()) {
        run(List.of(trial));
      }
    }
    List<TrialOrder> together = unfinished(order.trials());
    if (order.kind() == CohortOrder.Kind.COHORT && !together.isEmpty()) {
      run(together.stream().map(TrialOrder::cleared).toList());
    }
  }

  private void run(List<TrialOrder> cohort) throws IOException {
    int fitting = FITTING.getOrDefault(shape(cohort), Integer.MAX_VALUE);
    if (cohort.size() > fitting) {
      runInHalves(cohort);
      return;
    }
    if (order.terms().timeIsUp()) {
      return;
    }
    long begun = System.nanoTime();
    try {
      train(cohort);
    } catch (TrialRecording.UnwrittenException unwritten) {
      throw (IOException) Objects.requireNonNull(unwritten.getCause());
    } catch (
        UncheckedIOException
            unread) { // the data could not be read, which is no failure of the trial
      throw Objects.requireNonNull(unread.getCause());
    } catch (UserMistake | TrialStoppedException notTheTrials) {
      throw notTheTrials;
    } catch (UnusableStateException damaged) {
      for (TrialOrder trial : unfinished(cohort)) {
        new Checkpoints(folder).remove(trial.trial().id());
        run(List.of(trial));
      }
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError failed) {
      Optional<Throwable> store = StoreFailure.in(failed);
      if (store.isPresent()) { // no failure of the trials either
        throw new IOException(Storage.reason(store.get()), failed);
      }
      Optional<DeviceFailure> device = DeviceFailure.of(failed);
      if (device.equals(Optional.of(DeviceFailure.LOST))) {
        throw place.at().lost(failed);
      }
      if (device.isPresent() && cohort.size() > 1) {
        FITTING.merge(shape(cohort), (cohort.size() + 1) / 2, Math::min);
        runInHalves(unfinished(cohort));
        return;
      }
      blame(cohort, failed, (System.nanoTime() - begun) / 1e9);
    }
  }

  private static Shape shape(List<TrialOrder> cohort) {
    return Shape.of(cohort.get(0).trial());
  }

  private void runInHalves(List<TrialOrder> cohort) throws IOException {
    int half = (cohort.size() + 1) / 2;
    run(cohort.subList(0, half));
    if (half < cohort.size()) {
      run(cohort.subList(half, cohort.size()));
    }
  }

  private void blame(List<TrialOrder> cohort, Throwable failed, double seconds) throws IOException {
    for (TrialOrder trial : unfinished(cohort)) {
      if (cohort.size() == 1) {
        fail(trial, TrialRows.cause(failed), seconds);
      } else {
        run(List.of(trial));
      }
    }
  }

  private List<TrialOrder> unfinished(List<TrialOrder> cohort) {
    return cohort.stream().filter(trial -> open.contains(trial.trial().id())).toList();
  }

  private void fail(TrialOrder failed, String cause, double seconds) throws IOException {
    String id = failed.trial().id();
    new Ledger(folder)
        .fail(
            id,
            failed.attempt(),
            TrialRows.failure(id, failed.attempt(), cause, place.at().host(), seconds));
    if (failed.attempt() >= order.terms().attempts()) {
      place.tally().givenUp(failed.trial());
    }
    ended(failed.trial());
  }

  private void ended(Trial trial) {
    open.remove(trial.id());
  }

  private void train(List<TrialOrder> cohort) throws IOException {
    NumericPlatform.of(place.at().device()); // starts the engine before a trial can be blamed
    List<TrialRecording> recordings =
        cohort.stream()
            .map(trial -> new TrialRecording(folder, place, trial, cohort.size()))
            .toList();
    boolean alone = UNDER_WAY.incrementAndGet() == 1 && order.kind() == CohortOrder.Kind.PROBATION;
    OrderlyStop.Work work = OrderlyStop.begin(() -> recordings.forEach(TrialRecording::letGo));
    Closeable all =
        () -> {
          for (TrialRecording recording : recordings) {
            recording.close();
          }
        };
    try (work;
        all) {
      for (TrialRecording recording : recordings) {
        recording.announce(alone);
      }
      List<Member> members = new ArrayList<>();
      for (int i = 0; i < cohort.size(); i++) {
        boolean suspect = cohort.get(i).suspect();
        TrialRecording recording = recordings.get(i);
        members.add(recording.member(() -> stops(suspect, recording), this::ended));
      }
      CheckpointPlan.Sink sink = (one, made) -> recordings.get(members.indexOf(one)).save(made);
      place.training().run(members, place.at().device(), plan(cohort, sink));
    } catch (TrialStoppedException stopped) {
      afterStop(cohort, recordings.get(0).seconds(), stopped);
    } finally {
      UNDER_WAY.decrementAndGet();
    }
  }

  private void afterStop(List<TrialOrder> cohort, double seconds, TrialStoppedException stopped)
      throws IOException {
    if (place.killed().getAsBoolean()) {
      throw stopped;
    }
    if (order.terms().isLate(seconds)) {
      for (TrialOrder late : unfinished(cohort)) {
        fail(late, order.terms().lateness(), seconds / cohort.size());
      }
    } else if (!cohort.get(0).suspect() && !order.terms().timeIsUp()) {
      throw stopped;
    }
  }

  private boolean stops(boolean suspect, TrialRecording recording) {
    return place.killed().getAsBoolean()
        || order.terms().timeIsUp()
        || order.terms().isLate(recording.seconds())
        || (suspect && recording.hasSaved());
  }

  private CheckpointPlan plan(List<TrialOrder> cohort, CheckpointPlan.Sink sink)
      throws IOException {
    double seconds = order.terms().checkpointSeconds();
    if (cohort.get(0).suspect()) {
      int deaths = new Attempts(folder).deaths(cohort.get(0).trial().id());
      seconds = Math.min(SUSPECT_SECONDS * Math.pow(4, deaths - 1), seconds);
    }
    Duration time = Duration.ofNanos(Math.round(seconds * 1e9));
    return new CheckpointPlan(Long.MAX_VALUE, time, sink);
  }
}
