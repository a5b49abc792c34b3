package alrc.jobs.spark.sweep;

import alrc.core.study.Study;
import alrc.core.study.Trial;
import alrc.core.study.Twins;
import alrc.jobs.ledger.Attempts;
import alrc.jobs.ledger.SweepCounts;
import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.ledger.lock.OutputLock;
import alrc.jobs.spark.LiveCounts;
import alrc.jobs.spark.OrderlyStop;
import alrc.jobs.spark.SparkRun;
import alrc.jobs.spark.TimeIsUpException;
import alrc.jobs.storage.StoreFailure;
import alrc.jobs.terminal.ProgressLine;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Hands trials to Spark until none is pending: suspects first, each alone for a moment; then
 * cohorts. Trials whose attempt failed come again in the next round.
 */
final class SweepRounds {
  private final Study study;
  private final SweepFolder folder;
  private final OutputLock lock;
  private final SweepSettings sweep;
  private final SparkRun spark;
  private final CohortOrder.Terms terms;

  /** The trials of a round, with those that are recorded with them. */
  private record Round(List<Trial> pending, Twins twins, Standings standings) {}

  /**
   * Rounds of a sweep.
   *
   * @param lock of the output; checked before each round
   * @param stopAt when all training is to end, milliseconds since 1970
   */
  SweepRounds(
      Study study,
      SweepFolder folder,
      OutputLock lock,
      SweepSettings sweep,
      long stopAt,
      SparkRun spark) {
    this.study = study;
    this.folder = folder;
    this.lock = lock;
    this.sweep = sweep;
    this.spark = spark;
    this.terms =
        new CohortOrder.Terms(
            sweep.checkpointSeconds(), sweep.attempts(), stopAt, sweep.limits().trialHours());
  }

  /**
   * Trains what is pending of these trials, until none is or the time is up.
   *
   * @param before their state
   * @param tasks creates a task, which counts the progress of its trials
   * @return their state afterwards
   */
  Standings run(List<Trial> trials, Standings before, Function<TrialTally, SweepTask> tasks)
      throws IOException {
    Twins twins = new Twins(trials);
    Standings standings = before;
    List<Trial> pending = toTrain(twins, standings);
    try (SweepWatch watch = new SweepWatch(folder, lock, new ProgressLine())) {
      while (!pending.isEmpty() && !terms.timeIsUp()) {
        lock.check();
        watch.begin(SweepCounts.of(standings.recorded(), trials, sweep.attempts()), pending);
        Round round = new Round(pending, twins, standings);
        standings = followed(round, watch, tasks).withTwins(folder, trials);
        pending = toTrain(twins, standings);
      }
    }
    return standings;
  }

  private List<Trial> toTrain(Twins twins, Standings standings) {
    return twins.toTrain(
        trial -> standings.isPending(trial.id(), sweep.attempts()), standings.recorded()::holds);
  }

  /** Whether nothing more is to be trained. */
  boolean timeIsUp() {
    return terms.timeIsUp();
  }

  private Standings followed(Round round, SweepWatch watch, Function<TrialTally, SweepTask> tasks)
      throws IOException {
    Standings before = round.standings();
    TrialTally tally = new TrialTally(spark);
    LiveCounts live =
        spark.follow(tally.counters(), values -> watch.reached(TrialTally.counts(values)));
    try {
      train(round, tasks.apply(tally));
      spark.leave(live);
      watch.reached(tally.now());
      return before.later(folder);
    } catch (TimeIsUpException noExecutor) {
      spark.leave(live);
      return before.later(folder);
    } catch (Exception broken) { // Scala throws what it does not declare
      spark.leave(live);
      if (OrderlyStop.requested() || StoreFailure.in(broken).isPresent()) {
        throw broken;
      }
      spark.awaitIdle();
      Standings after = before.later(folder);
      if (after.deaths() == 0 || spark.isStopped()) {
        throw broken;
      }
      return after;
    }
  }

  private void train(Round round, SweepTask task) throws IOException {
    // Trials with most failed attempts come last: a crash of theirs then hits no other suspect.
    List<Trial> suspects =
        round.pending().stream()
            .filter(trial -> round.standings().suspects().contains(trial.id()))
            .sorted(Comparator.comparingInt(trial -> round.standings().nextAttempt(trial.id())))
            .toList();
    if (!suspects.isEmpty()) {
      String title =
          "sweep " + study.name() + ": trials that may have crashed a process, one by one";
      CohortOrder order = order(suspects, round, CohortOrder.Kind.PROBATION);
      spark.run(title, List.of(order.toJson()), task, sweep.gpus());
      return;
    }
    Cohorts cohorts = new Cohorts(round.pending());
    List<String> orders =
        cohorts.of(sizes(cohorts)).stream()
            .map(cohort -> order(cohort, round, CohortOrder.Kind.COHORT).toJson())
            .toList();
    String title =
        String.format(
            Locale.ROOT,
            "sweep %s: %d trials in %d cohorts",
            study.name(),
            round.pending().size(),
            orders.size());
    spark.run(title, orders, task, sweep.gpus());
  }

  private CohortOrder order(List<Trial> cohort, Round round, CohortOrder.Kind kind) {
    List<TrialOrder> orders =
        cohort.stream()
            .map(trial -> order(trial, round.twins().of(trial)).after(round.standings()))
            .toList();
    return new CohortOrder(orders, kind, terms);
  }

  private TrialOrder order(Trial trial, List<Trial> twins) {
    return TrialOrder.of(study.name(), folder.address(), trial, twins);
  }

  /**
   * How many trials of each shape a task trains: as set, or as measured on an executor; one if a
   * process crashed, because it may have measured too many.
   */
  private Map<Shape, Integer> sizes(Cohorts cohorts) throws IOException {
    if (sweep.cohort() > 0) {
      return cohorts.all(sweep.cohort());
    }
    Attempts attempts = new Attempts(folder);
    Map<Shape, Integer> sizes = new HashMap<>();
    Map<Shape, Trial> measured = new LinkedHashMap<>();
    for (Map.Entry<Shape, Trial> shape :
        cohorts.worthMeasuring(spark.slots(sweep.gpus())).entrySet()) {
      if (attempts.deaths(shape.getValue().id()) > 0) {
        sizes.put(shape.getKey(), 1);
      } else {
        measured.put(shape.getKey(), shape.getValue());
      }
    }
    List<String> probes =
        measured.values().stream().map(trial -> order(trial, List.of()).toJson()).toList();
    CohortProbe probe = new CohortProbe(spark.storage(), sweep.gpus().device());
    List<String> found =
        probes.isEmpty() ? List.of() : spark.run("how many at once?", probes, probe, sweep.gpus());
    // Executors come one after another: those that the measurement did not wait for are here now.
    int slots = spark.slots(sweep.gpus());
    int next = 0;
    for (Shape shape : measured.keySet()) {
      int fastest = Integer.parseInt(found.get(next++));
      sizes.put(shape, Math.min(fastest, cohorts.spread(shape, slots)));
    }
    return sizes;
  }
}
