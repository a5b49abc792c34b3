package alrc.jobs.watch;

import alrc.jobs.ledger.FailedAttempt;
import alrc.jobs.ledger.Pulse;
import alrc.jobs.ledger.SweepCounts;
import alrc.jobs.results.StudyResults;
import java.util.List;
import java.util.Optional;

/**
 * A sweep's output at one moment.
 *
 * @param results of the trials that are recorded
 * @param counts how far the sweep is
 * @param owner who runs it
 * @param pulse how fast it runs; empty before that is known
 * @param unfinished trials with a checkpoint
 * @param failures the newest attempts that failed
 * @param remarks on files that were skipped
 */
record Moment(
    StudyResults results,
    SweepCounts counts,
    Owner.State owner,
    Optional<Pulse> pulse,
    RunningTrials.Found unfinished,
    List<FailedAttempt> failures,
    List<String> remarks) {
  Moment {
    failures = List.copyOf(failures);
    remarks = List.copyOf(remarks);
  }

  /** Whether nothing will change unless the study is extended or a sweep is started. */
  boolean hasEnded() {
    return owner.known() && !owner.isRunning() && counts.pending() == 0;
  }
}
