package alrc.jobs.spark.sweep;

import alrc.core.study.Study;
import alrc.core.study.Trial;
import alrc.core.study.Twins;
import alrc.core.train.TrainingLoop;
import alrc.jobs.data.BatchSources;
import alrc.jobs.data.HeldOutSources;
import alrc.jobs.data.ScanStep;
import alrc.jobs.ledger.Checkpoints;
import alrc.jobs.ledger.GivenUp;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.Pulse;
import alrc.jobs.ledger.Recorded;
import alrc.jobs.ledger.StudyFile;
import alrc.jobs.ledger.SweepCounts;
import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.ledger.lock.OutputLock;
import alrc.jobs.spark.OrderlyStop;
import alrc.jobs.spark.SharedFolder;
import alrc.jobs.spark.SparkRun;
import alrc.jobs.spark.SparkSettings;
import alrc.jobs.spark.TimeIsUpException;
import alrc.jobs.storage.OptionAddress;
import alrc.jobs.storage.Storage;
import alrc.settings.UserMistake;
import alrc.stem.dataset.Manifest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The sweep job: one task for each cohort of trials that are not in the ledger yet. */
public final class SweepJob {
  private final Study study;
  private final String output;
  private final SparkSettings settings;
  private final SweepSettings sweep;
  private final Training training;
  private final long stopAt;

  /**
   * A sweep of a study.
   *
   * @param study with absolute data paths
   * @param output folder or address, absolute
   */
  public SweepJob(Study study, String output, SparkSettings settings, SweepSettings sweep) {
    this(study, output, settings, sweep, TrainingLoop::run);
  }

  /** The same with another training, to measure what a sweep costs besides its trainings. */
  public SweepJob(
      Study study, String output, SparkSettings settings, SweepSettings sweep, Training training) {
    this.study = study;
    this.output = output;
    this.settings = settings;
    this.sweep = sweep;
    this.training = training;
    this.stopAt = sweep.limits().end(System.currentTimeMillis());
  }

  /**
   * The result of a run.
   *
   * @param ran trials that were pending when this run began
   * @param givenUp the first few trials whose attempts are spent
   * @param twins the trials that the study asks for
   */
  public record Swept(SweepCounts counts, int ran, List<GivenUp> givenUp, Twins twins) {}

  /** Starts, resumes or extends the sweep. */
  public Swept run() throws IOException {
    sweep.gpus().check(settings);
    Storage storage = SparkRun.storage(settings).open();
    SweepFolder folder = new SweepFolder(storage, output);
    OptionAddress given = new OptionAddress(storage, "--output", output);
    given.reach();
    refuseOtherWork(folder);
    List<Trial> trials = study.trials(data -> BatchSources.digest(storage, data));
    ScanStep.check(storage, study);
    HeldOutSources.check(storage, study);
    given.makeFolder();
    if (OrderlyStop.requested()) {
      throw OrderlyStop.stopped();
    }
    OutputLock lock = OutputLock.take(folder);
    OrderlyStop.Work work = OrderlyStop.beginCommand();
    try (work;
        lock) {
      Swept swept = run(folder, lock, trials);
      work.complete();
      return swept;
    }
  }

  private Swept run(SweepFolder folder, OutputLock lock, List<Trial> first) throws IOException {
    Ledger ledger = new Ledger(folder);
    StudyFile file = StudyFile.of(study, first, sweep.attempts());
    Pulse.remove(folder);
    ledger.writeStudy(file.toJson());
    Standings before = Standings.read(folder).repaired(folder, file).withTwins(folder, file);
    Checkpoints checkpoints = new Checkpoints(folder);
    checkpoints.tidy(before.recorded().finished());
    int pending = pending(file, before).size();
    Standings after = pending == 0 ? before : train(folder, lock, file, before);
    lock.check();
    Recorded recorded = after.recorded();
    checkpoints.tidy(recorded.finished()); // of copies that Spark stopped, for others were faster
    List<Trial> asked = file.asked(recorded).trials();
    if (!recorded.isTablePublished(asked)) {
      recorded.publishTable(asked);
    }
    SweepCounts counts = SweepCounts.of(recorded, asked, sweep.attempts());
    List<GivenUp> givenUp = GivenUp.first(ledger, recorded, asked, sweep.attempts());
    return new Swept(counts, pending, givenUp, new Twins(asked));
  }

  private List<Trial> pending(StudyFile file, Standings standings) throws IOException {
    List<Trial> asked = file.asked(standings.recorded()).trials();
    return standings.pending(asked, sweep.attempts());
  }

  private Standings train(SweepFolder folder, OutputLock lock, StudyFile file, Standings before)
      throws IOException {
    try (SparkRun spark = spark()) {
      OrderlyStop.Work work = OrderlyStop.begin(spark::cancel);
      lock.onLoss(spark::cancel);
      spark.endAt(stopAt);
      try {
        SharedFolder.check(spark, folder.storage(), output);
        DeviceProbe.check(spark, sweep.gpus());
        return trainAll(spark, folder, lock, file, before);
      } catch (TimeIsUpException beforeTheFirstTrial) {
        return before;
      } catch (Exception broken) { // Scala throws what it does not declare
        if (OrderlyStop.requested()) {
          throw OrderlyStop.stopped();
        }
        lock.check();
        throw broken;
      } finally {
        work.close();
      }
    }
  }

  /** Spark cannot start in a process that is stopping, because it registers shutdown hooks. */
  private SparkRun spark() {
    try {
      return SparkRun.start("sweep " + study.name(), settings);
    } catch (RuntimeException | LinkageError broken) {
      if (OrderlyStop.requested()) {
        throw OrderlyStop.stopped();
      }
      throw broken;
    }
  }

  /** Trains until no trial is pending: results of trials may ask for more seeds. */
  private Standings trainAll(
      SparkRun spark, SweepFolder folder, OutputLock lock, StudyFile file, Standings before)
      throws IOException {
    SweepRounds rounds = new SweepRounds(study, folder, lock, sweep, stopAt, spark);
    Standings standings = before;
    while (!pending(file, standings).isEmpty() && !rounds.timeIsUp()) {
      if (OrderlyStop.requested()) { // while Spark was starting
        throw OrderlyStop.stopped();
      }
      List<Trial> asked = file.asked(standings.recorded()).trials();
      standings = rounds.run(asked, standings, tally -> task(spark, tally));
      standings = standings.withTwins(folder, file);
    }
    return standings;
  }

  private SweepTask task(SparkRun spark, TrialTally tally) {
    return new SweepTask(spark.storage(), sweep.gpus().device(), training, tally);
  }

  private void refuseOtherWork(SweepFolder folder) throws IOException {
    if (folder.storage().exists(Storage.inside(output, Manifest.FILE))) {
      throw new UserMistake(
          "--output " + output + ": contains a prepared data set; give another folder");
    }
    Ledger ledger = new Ledger(folder);
    if (!ledger.hasStudy()) {
      return;
    }
    String earlier = ledger.study().study().name();
    if (!earlier.equals(study.name())) {
      throw new UserMistake(
          String.format(
              Locale.ROOT,
              "--output %s: contains the study '%s', not '%s'; give another folder",
              output,
              earlier,
              study.name()));
    }
  }
}
