package alrc.jobs.spark;

import alrc.core.study.Study;
import alrc.core.study.Trial;
import alrc.core.train.TrainingLoop;
import alrc.jobs.data.BatchSources;
import alrc.jobs.fault.UserMistake;
import alrc.jobs.ledger.Checkpoints;
import alrc.jobs.ledger.Holder;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.StudyFile;
import alrc.jobs.ledger.SweepCounts;
import alrc.jobs.storage.Storage;
import alrc.stem.dataset.Manifest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.util.LongAccumulator;

/** The sweep job: one task for each cohort of trials that the ledger does not hold yet. */
public final class SweepJob {
  private final Study study;
  private final String output;
  private final SparkSettings settings;
  private final SweepSettings sweep;
  private final Training training;

  /**
   * A sweep of a study.
   *
   * @param study with absolute data paths
   * @param output folder or address, absolute
   */
  public SweepJob(Study study, String output, SparkSettings settings, SweepSettings sweep) {
    this(study, output, settings, sweep, TrainingLoop::run);
  }

  /** The same, trained otherwise: to measure what a sweep costs besides its trainings. */
  public SweepJob(
      Study study, String output, SparkSettings settings, SweepSettings sweep, Training training) {
    this.study = study;
    this.output = output;
    this.settings = settings;
    this.sweep = sweep;
    this.training = training;
  }

  /**
   * What a run came to.
   *
   * @param ran trials that this run attempted
   */
  public record Swept(SweepCounts counts, int ran) {}

  /** Starts, resumes or extends the sweep. */
  public Swept run() throws IOException {
    sweep.gpus().check(SparkRun.configuration(settings));
    Storage storage = SparkRun.storage(settings).open();
    Ledger ledger = new Ledger(storage, output);
    storage.reach("--output", output);
    refuseOtherWork(storage, ledger);
    List<Trial> trials = study.trials(data -> BatchSources.digest(storage, data));
    storage.makeFolder("--output", output);
    Holder holder = Holder.take(storage, output);
    try {
      return run(storage, ledger, trials);
    } finally {
      holder.close();
    }
  }

  private Swept run(Storage storage, Ledger ledger, List<Trial> trials) throws IOException {
    ledger.writeStudy(StudyFile.of(study, trials).toJson());
    new Checkpoints(storage, output).tidy(ledger.finished());
    int ran = pending(ledger, trials).size();
    if (ran > 0) {
      try (SparkRun spark = SparkRun.start("sweep " + study.name(), settings)) {
        SharedFolder.check(spark, storage, output);
        DeviceProbe.check(spark, sweep.gpus());
        train(spark, ledger, trials);
      }
    }
    if (ran > 0 || !storage.exists(Storage.inside(output, Ledger.TABLE))) {
      ledger.publishTable();
    }
    return new Swept(SweepCounts.of(ledger, trials, sweep.attempts()), ran);
  }

  private void train(SparkRun spark, Ledger ledger, List<Trial> trials) throws IOException {
    LongAccumulator ended = spark.counter("trials");
    List<Trial> pending = pending(ledger, trials);
    TaskProgress progress = new TaskProgress("trials", pending.size());
    spark.follow(List.of(ended), counts -> progress.reached(counts[0]));
    for (; !pending.isEmpty(); pending = pending(ledger, trials)) {
      Cohorts cohorts = new Cohorts(pending);
      Map<String, Integer> failures = ledger.failures();
      List<String> orders =
          cohorts.of(sizes(spark, cohorts)).stream()
              .map(cohort -> order(cohort, failures))
              .map(CohortOrder::toJson)
              .toList();
      SweepTask task = new SweepTask(spark.storage(), sweep.gpus().device(), training, ended);
      spark.run("sweep " + study.name(), orders, task, sweep.gpus());
    }
    progress.end();
  }

  private CohortOrder order(List<Trial> cohort, Map<String, Integer> failures) {
    return new CohortOrder(
        cohort.stream()
            .map(trial -> order(trial, failures.getOrDefault(trial.id(), 0) + 1))
            .toList(),
        sweep.checkpointSeconds());
  }

  private TrialOrder order(Trial trial, int attempt) {
    return TrialOrder.of(study.name(), output, trial, attempt);
  }

  /** How many trials of each shape a task trains: as told, or as measured on an executor. */
  private Map<Shape, Integer> sizes(SparkRun spark, Cohorts cohorts) {
    if (sweep.cohort() > 0) {
      return cohorts.all(sweep.cohort());
    }
    int slots = spark.slots(sweep.gpus());
    Map<Shape, Trial> measured = cohorts.worthMeasuring(slots);
    List<String> probes =
        measured.values().stream().map(trial -> order(trial, 1).toJson()).toList();
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

  private List<Trial> pending(Ledger ledger, List<Trial> trials) throws IOException {
    Set<String> finished = ledger.finished();
    Map<String, Integer> failures = ledger.failures();
    return trials.stream()
        .filter(trial -> !finished.contains(trial.id()))
        .filter(trial -> failures.getOrDefault(trial.id(), 0) < sweep.attempts())
        .toList();
  }

  private void refuseOtherWork(Storage storage, Ledger ledger) throws IOException {
    if (storage.exists(Storage.inside(output, Manifest.FILE))) {
      throw new UserMistake(
          "--output " + output + ": holds a prepared data set; give another folder");
    }
    if (!ledger.hasStudy()) {
      return;
    }
    String earlier = StudyFile.fromJson(ledger.study()).study().name();
    if (!earlier.equals(study.name())) {
      throw new UserMistake(
          String.format(
              "--output %s: holds the study '%s', not '%s'; give another folder",
              output, earlier, study.name()));
    }
  }
}
