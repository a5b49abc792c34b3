package alrc.jobs.spark;

import alrc.core.study.Study;
import alrc.core.study.Trial;
import alrc.jobs.fault.StoppedException;
import alrc.jobs.storage.Storage;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.util.LongAccumulator;

/**
 * Hands trials to Spark until none is pending: suspects first, each alone for a moment; then
 * cohorts. Trials whose attempt failed come again in the next round.
 */
final class SweepRounds {
  private final Study study;
  private final String output;
  private final SweepSettings sweep;
  private final SparkRun spark;
  private final Storage storage;

  SweepRounds(Study study, String output, SweepSettings sweep, SparkRun spark, Storage storage) {
    this.study = study;
    this.output = output;
    this.sweep = sweep;
    this.spark = spark;
    this.storage = storage;
  }

  /**
   * Trains what is pending of these trials.
   *
   * @param tasks makes the task, which counts the trials that end
   */
  void run(List<Trial> trials, Function<LongAccumulator, SweepTask> tasks) throws IOException {
    LongAccumulator ended = spark.counter("trials");
    SweepTask task = tasks.apply(ended);
    Standings standings = standings();
    List<Trial> pending = standings.pending(trials, sweep.attempts());
    TaskProgress progress = new TaskProgress("trials", pending.size());
    spark.follow(List.of(ended), counts -> progress.reached(counts[0]));
    while (!pending.isEmpty()) {
      try {
        round(pending, standings, task);
        standings = standings();
      } catch (Exception broken) { // Scala throws what it does not declare
        if (OrderlyStop.requested()) {
          throw new StoppedException("stopped; the same command goes on from here");
        }
        spark.awaitIdle();
        standings = standings();
        if (standings.deaths() == 0 || spark.isStopped()) {
          throw broken;
        }
      }
      pending = standings.pending(trials, sweep.attempts());
    }
    progress.end();
  }

  private Standings standings() throws IOException {
    return Standings.read(storage, output, id -> true);
  }

  private void round(List<Trial> pending, Standings standings, SweepTask task) {
    List<Trial> suspects =
        pending.stream().filter(trial -> standings.suspects().contains(trial.id())).toList();
    if (!suspects.isEmpty()) {
      String title = "sweep " + study.name() + ": trials that a process died of, one by one";
      CohortOrder order = order(suspects, standings, CohortOrder.Kind.PROBATION);
      spark.run(title, List.of(order.toJson()), task, sweep.gpus());
      return;
    }
    Cohorts cohorts = new Cohorts(pending);
    List<String> orders =
        cohorts.of(sizes(cohorts)).stream()
            .map(cohort -> order(cohort, standings, CohortOrder.Kind.COHORT).toJson())
            .toList();
    spark.run("sweep " + study.name(), orders, task, sweep.gpus());
  }

  private CohortOrder order(List<Trial> cohort, Standings standings, CohortOrder.Kind kind) {
    List<TrialOrder> orders =
        cohort.stream()
            .map(trial -> TrialOrder.of(study.name(), output, trial).after(standings))
            .toList();
    return new CohortOrder(orders, sweep.checkpointSeconds(), sweep.attempts(), kind);
  }

  /** How many trials of each shape a task trains: as told, or as measured on an executor. */
  private Map<Shape, Integer> sizes(Cohorts cohorts) {
    if (sweep.cohort() > 0) {
      return cohorts.all(sweep.cohort());
    }
    int slots = spark.slots(sweep.gpus());
    Map<Shape, Trial> measured = cohorts.worthMeasuring(slots);
    List<String> probes =
        measured.values().stream()
            .map(trial -> TrialOrder.of(study.name(), output, trial).toJson())
            .toList();
    CohortProbe probe = new CohortProbe(spark.storage(), sweep.gpus().device());
    List<String> found =
        probes.isEmpty() ? List.of() : spark.run("how many at once?", probes, probe, sweep.gpus());
    Map<Shape, Integer> sizes = new HashMap<>();
    int next = 0;
    for (Shape shape : measured.keySet()) {
      int fastest = Integer.parseInt(found.get(next++));
      sizes.put(shape, Math.min(fastest, cohorts.spread(shape, slots)));
    }
    return sizes;
  }
}
