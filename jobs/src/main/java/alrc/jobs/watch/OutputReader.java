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
import org.jspecify.annotations.Nullable;

/** Reads a sweep's output again and again; what was read and cannot change is not read again. */
final class OutputReader {
  private static final int FAILURES = 10;

  private final SweepFolder folder;
  private final Ledger ledger;
  private final TrialFiles files;
  private final RunningTrials running;
  private @Nullable Recorded recorded;
  private @Nullable StudyFile study;
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
    Recorded now = recorded == null ? ledger.recorded() : recorded.later();
    now.check();
    StudyFile file = ledger.study();
    StudyResults read = results;
    SeedPlan.Asked wanted = asked;
    if (read == null || wanted == null || isNew(now, file)) {
      wanted = file.asked(now);
      newest = FailedAttempt.newest(folder, FAILURES);
      read = ResultsReader.read(ledger, file, now, wanted, files);
      trials = new HashMap<>();
      wanted.trials().forEach(trial -> trials.put(trial.id(), trial));
    }
    recorded = now;
    study = file;
    results = read;
    asked = wanted;
    finished = Set.copyOf(now.finished());
    failures = Map.copyOf(now.failures());
    return new Moment(
        read,
        SweepCounts.of(now, wanted.trials(), file.attempts()),
        owner,
        pulse,
        running.now(now.finished(), trials),
        newest,
        now.remarks());
  }

  private boolean isNew(Recorded now, StudyFile file) {
    return !finished.equals(now.finished())
        || !failures.equals(now.failures())
        || !file.equals(study);
  }
}
