package alrc.jobs.spark.sweep;

import alrc.core.study.Trial;
import alrc.jobs.ledger.Attempts;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.Recorded;
import alrc.jobs.ledger.Repair;
import alrc.jobs.ledger.StudyFile;
import alrc.jobs.ledger.SweepFolder;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the output says of trials before they are trained (again).
 *
 * @param recorded what the ledger holds
 * @param suspects ids of trials to be trained alone
 * @param deaths trials that were found under way in a dead process
 */
record Standings(Recorded recorded, Set<String> suspects, int deaths) {
  /**
   * Reads them, and records what dead processes have left.
   *
   * @param whose ids of trials that nobody else may be about to settle
   */
  static Standings read(SweepFolder folder, Predicate<String> whose, Attempts.Elsewhere elsewhere)
      throws IOException {
    Attempts.Settled settled = new Attempts(folder).settle(whose, elsewhere);
    return of(settled, new Ledger(folder).recorded());
  }

  /** The same of all trials, after some were trained: what has been read is not read again. */
  Standings later(SweepFolder folder) throws IOException {
    Attempts.Settled settled = new Attempts(folder).settle(id -> true, Attempts.Elsewhere.DEAD);
    return of(settled, recorded.later());
  }

  /** The same, once the records that are damaged are set aside. */
  Standings repaired(SweepFolder folder, StudyFile study) throws IOException {
    Recorded sound = new Repair(folder).of(recorded, study);
    return new Standings(sound, suspects, deaths);
  }

  private static Standings of(Attempts.Settled settled, Recorded recorded) {
    return new Standings(recorded, settled.suspects(), settled.deaths());
  }

  /** The same for all trials, where no task of the sweep runs. */
  static Standings read(SweepFolder folder) throws IOException {
    return read(folder, id -> true, Attempts.Elsewhere.DEAD);
  }

  int nextAttempt(String trialId) {
    return recorded.failures().getOrDefault(trialId, 0) + 1;
  }

  /** Trials that are neither recorded nor given up. */
  List<Trial> pending(List<Trial> trials, int attempts) {
    return trials.stream().filter(trial -> isPending(trial.id(), attempts)).toList();
  }

  boolean isPending(String trialId, int attempts) {
    return recorded.isPending(trialId, attempts);
  }
}
