package alrc.jobs.spark.sweep;

import alrc.core.study.Trial;
import alrc.jobs.ledger.Attempts;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.storage.Storage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the output says of trials before they are trained (again).
 *
 * @param finished ids of recorded trials
 * @param failures attempts that failed, by trial id
 * @param suspects ids of trials to be trained alone
 * @param deaths trials that were found under way in a dead process
 */
record Standings(
    Set<String> finished, Map<String, Integer> failures, Set<String> suspects, int deaths) {
  /**
   * Reads them, and records what dead processes have left.
   *
   * @param whose ids of trials that nobody else may be about to train
   */
  static Standings read(Storage storage, String output, Predicate<String> whose)
      throws IOException {
    Ledger ledger = new Ledger(storage, output);
    Attempts.Settled settled = new Attempts(storage, output).settle(whose);
    return new Standings(
        ledger.finished(), ledger.failures(), settled.suspects(), settled.deaths());
  }

  int nextAttempt(String trialId) {
    return failures.getOrDefault(trialId, 0) + 1;
  }

  /** Trials that are neither recorded nor given up. */
  List<Trial> pending(List<Trial> trials, int attempts) {
    return trials.stream().filter(trial -> isPending(trial.id(), attempts)).toList();
  }

  boolean isPending(String trialId, int attempts) {
    return !finished.contains(trialId) && nextAttempt(trialId) <= attempts;
  }
}
