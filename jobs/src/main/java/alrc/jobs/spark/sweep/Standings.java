package alrc.jobs.spark.sweep;

import alrc.core.study.Trial;
import alrc.core.study.Twins;
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
 * The state of trials between two rounds of training.
 *
 * @param recorded the content of the ledger
 * @param suspects ids of trials to be trained alone
 * @param deaths how many trials a crashed process was training
 */
record Standings(Recorded recorded, Set<String> suspects, int deaths) {
  /**
   * Reads the state, and settles the trials of crashed processes.
   *
   * @param whose ids of the trials to settle; no other process may settle them now
   */
  static Standings read(SweepFolder folder, Predicate<String> whose, Attempts.Elsewhere elsewhere)
      throws IOException {
    Attempts.Settled settled = new Attempts(folder).settle(whose, elsewhere);
    return of(settled, new Ledger(folder).recorded());
  }

  /** The state of all trials after a round; files that were read before are not read again. */
  Standings later(SweepFolder folder) throws IOException {
    Attempts.Settled settled = new Attempts(folder).settle(id -> true, Attempts.Elsewhere.DEAD);
    return of(settled, recorded.later());
  }

  /** The same after damaged records were repaired. */
  Standings repaired(SweepFolder folder, StudyFile study) throws IOException {
    Recorded sound = new Repair(folder).of(recorded, study);
    return new Standings(sound, suspects, deaths);
  }

  /** The same after all that needs no training was recorded; a result may ask for more seeds. */
  Standings withTwins(SweepFolder folder, StudyFile file) throws IOException {
    Standings now = this;
    Standings next = withTwins(folder, file.asked(recorded).trials());
    while (!next.equals(now)) {
      now = next;
      next = now.withTwins(folder, file.asked(now.recorded).trials());
    }
    return now;
  }

  /** The same after trials were recorded whose result is that of a recorded one. */
  Standings withTwins(SweepFolder folder, List<Trial> asked) throws IOException {
    Ledger ledger = new Ledger(folder);
    boolean changed = false;
    for (List<Trial> group : new Twins(asked).groups()) {
      List<Trial> open = group.stream().filter(one -> !recorded.holds(one)).toList();
      if (!open.isEmpty() && open.size() < group.size()) {
        String known = group.stream().filter(recorded::holds).findFirst().orElseThrow().id();
        Ledger.Entry trained = ledger.entry(known);
        for (Trial twin : open) {
          ledger.commitTwin(twin, trained);
        }
        changed = true;
      }
    }
    return changed ? new Standings(recorded.later(), suspects, deaths) : this;
  }

  private static Standings of(Attempts.Settled settled, Recorded recorded) {
    return new Standings(recorded, settled.suspects(), settled.deaths());
  }

  /** The state of all trials while no task of the sweep runs. */
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
