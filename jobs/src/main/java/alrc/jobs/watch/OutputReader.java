package alrc.jobs.watch;

import alrc.core.study.SeedPlan;
import alrc.core.study.Trial;
import alrc.jobs.ledger.Checkpoints;
import alrc.jobs.ledger.FailedAttempt;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.Pulse;
import alrc.jobs.ledger.Recorded;
import alrc.jobs.ledger.StudyFile;
import alrc.jobs.ledger.SweepCounts;
import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.LedgerFiles;
import alrc.jobs.results.ResultsReader;
import alrc.jobs.results.StudyResults;
import alrc.jobs.results.TrialFiles;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.jspecify.annotations.Nullable;

/** Reads a sweep's output again and again; what was read and cannot change is not read again. */
final class OutputReader {
  private static final int FAILURES = 10;

  private final SweepFolder folder;
  private final Ledger ledger;
  private final TrialFiles files;
  private final RunningTrials running;
  private @Nullable Recorded recorded;
  private @Nullable FileStatus studyStatus;
  private @Nullable StudyFile study;
  private @Nullable SweepCounts counts;
  private @Nullable StudyResults results;
  private SeedPlan.@Nullable Asked asked;
  private Map<String, Trial> trials = Map.of();
  private Set<String> finished = Set.of();
  private Map<String, Integer> failures = Map.of();
  private List<FailedAttempt> newest = List.of();

  OutputReader(SweepFolder folder) {
    this.folder = folder;
    this.ledger = new Ledger(folder);
    this.files = new CachedFiles(new LedgerFiles(ledger));
    this.running = new RunningTrials(new Checkpoints(folder));
  }

  /**
   * The output now.
   *
   * @param owner who runs the sweep
   */
  Moment now(Owner.State owner) throws IOException {
    Optional<Pulse> pulse = owner.isRunning() ? Pulse.read(folder) : Optional.empty();
    Recorded now = recorded == null ? ledger.results() : recorded.later();
    now.check();
    StudyFile file = study();
    StudyResults read = results;
    SweepCounts counted = counts;
    if (read == null || counted == null || isNew(now, file)) {
      SeedPlan.Asked wanted = asked(file, now);
      newest = FailedAttempt.newest(folder, FAILURES);
      List<CellResult> before = read == null ? List.of() : read.cells();
      read = ResultsReader.read(ledger, file, now, wanted, files, before);
      counted = SweepCounts.of(now, wanted.trials(), file.attempts());
    }
    recorded = now;
    study = file;
    results = read;
    counts = counted;
    finished = Set.copyOf(now.finished());
    failures = Map.copyOf(now.failures());
    return new Moment(
        read, counted, owner, pulse, running.now(now.finished(), trials), newest, now.remarks());
  }

  /** The study; its file, which may have thousands of cells, is read when it has changed. */
  private StudyFile study() throws IOException {
    FileStatus now = folder.storage().status(folder.study()).orElse(null);
    FileStatus before = studyStatus;
    StudyFile known = study;
    boolean isSame =
        now != null
            && before != null
            && now.getModificationTime() == before.getModificationTime()
            && now.getLen() == before.getLen();
    StudyFile file = isSame && known != null ? known : ledger.study();
    studyStatus = now;
    return file;
  }

  /** What the study asks for: of fixed seeds the same as before, unless it has changed. */
  private SeedPlan.Asked asked(StudyFile file, Recorded now) throws IOException {
    SeedPlan.Asked known = asked;
    if (known == null || !known.standings().isEmpty() || !file.equals(study)) {
      known = file.asked(now);
      asked = known;
      trials = new HashMap<>();
      known.trials().forEach(trial -> trials.put(trial.id(), trial));
    }
    return known;
  }

  private boolean isNew(Recorded now, StudyFile file) {
    return !finished.equals(now.finished())
        || !failures.equals(now.failures())
        || !file.equals(study);
  }
}
