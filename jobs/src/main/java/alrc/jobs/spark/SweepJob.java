package alrc.jobs.spark;

import alrc.core.study.Cell;
import alrc.core.study.Study;
import alrc.core.study.Trial;
import alrc.jobs.data.BatchSources;
import alrc.jobs.fault.UserMistake;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.StudyFile;
import alrc.jobs.ledger.SweepCounts;
import alrc.jobs.storage.Storage;
import alrc.stem.dataset.Manifest;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.util.LongAccumulator;

/**
 * The sweep job: one task for each cohort of trials that the ledger does not hold yet. A cohort is
 * one trial here.
 */
public final class SweepJob {
  private final Study study;
  private final String output;
  private final SparkSettings settings;

  /**
   * A sweep of a study.
   *
   * @param study with absolute data paths
   * @param output folder or address, absolute
   */
  public SweepJob(Study study, String output, SparkSettings settings) {
    this.study = study;
    this.output = output;
    this.settings = settings;
  }

  /**
   * What a run came to.
   *
   * @param ran trials that this run attempted
   */
  public record Swept(SweepCounts counts, int ran) {}

  /** Starts, resumes or extends the sweep. */
  public Swept run() throws IOException {
    Storage storage = SparkRun.storage(settings).open();
    Ledger ledger = new Ledger(storage, output);
    refuseOtherWork(storage, ledger);
    List<Trial> trials = study.trials(data -> BatchSources.digest(storage, data));
    storage.makeFolder("--output", output);
    ledger.writeStudy(StudyFile.of(study, trials).toJson());
    int ran = pending(ledger, trials).size();
    if (ran > 0) {
      try (SparkRun spark = SparkRun.start("sweep " + study.name(), settings)) {
        SharedFolder.check(spark, storage, output);
        train(spark, ledger, trials);
      }
    }
    if (ran > 0 || !storage.exists(Storage.inside(output, Ledger.TABLE))) {
      ledger.publishTable();
    }
    return new Swept(SweepCounts.of(ledger, trials), ran);
  }

  private void train(SparkRun spark, Ledger ledger, List<Trial> trials) throws IOException {
    LongAccumulator ended = spark.counter("trials");
    List<Trial> pending = pending(ledger, trials);
    TaskProgress progress = new TaskProgress("trials", pending.size());
    spark.follow(List.of(ended), counts -> progress.reached(counts[0]));
    for (; !pending.isEmpty(); pending = pending(ledger, trials)) {
      Map<String, Integer> failures = ledger.failures();
      List<String> orders =
          pending.stream()
              .sorted(Comparator.comparingDouble(SweepJob::cost).reversed())
              .map(
                  trial ->
                      TrialOrder.of(
                          study.name(), output, trial, failures.getOrDefault(trial.id(), 0) + 1))
              .map(TrialOrder::toJson)
              .toList();
      spark.run("sweep " + study.name(), orders, new SweepTask(spark.storage(), ended));
    }
    progress.end();
  }

  private static List<Trial> pending(Ledger ledger, List<Trial> trials) throws IOException {
    Set<String> finished = ledger.finished();
    Map<String, Integer> failures = ledger.failures();
    return trials.stream()
        .filter(trial -> !finished.contains(trial.id()))
        .filter(trial -> failures.getOrDefault(trial.id(), 0) < SweepCounts.ATTEMPTS)
        .toList();
  }

  /** Roughly proportional to the work; the longest go first, so that the tail is short. */
  private static double cost(Trial trial) {
    Cell cell = trial.cell();
    return cell.width() * cell.width() * cell.batch() * cell.iterations();
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
