package alrc.jobs.spark.sweep;

import alrc.jobs.ledger.Attempts;
import alrc.jobs.ledger.SweepFolder;
import alrc.settings.RecordJson;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The trials of a task.
 *
 * @param trials at least one
 * @param kind how they are trained
 * @param terms for how long, and how safely
 */
record CohortOrder(List<TrialOrder> trials, Kind kind, Terms terms) {
  /** How trials are trained. */
  enum Kind {
    /** Of equal shape, side by side, to their ends. */
    COHORT,
    /** Suspects, one after another, each until its first checkpoint. */
    PROBATION
  }

  /**
   * Limits of a training, which do not change a result.
   *
   * @param checkpointSeconds time between two checkpoints
   * @param attempts after which a trial is given up
   * @param stopAt when all training is to end, milliseconds since 1970
   * @param trialHours after which an attempt has failed
   */
  record Terms(double checkpointSeconds, int attempts, long stopAt, double trialHours) {
    boolean timeIsUp() {
      return System.currentTimeMillis() >= stopAt;
    }

    boolean isLate(double seconds) {
      return seconds > trialHours * 3600;
    }

    String lateness() {
      return "time limit: not done after --trial-hours " + trialHours;
    }
  }

  CohortOrder {
    trials = List.copyOf(trials);
  }

  String output() {
    return trials.get(0).output();
  }

  /**
   * What another task, lost or slow, has not done of it.
   *
   * @param elsewhere what is known of that task on another machine
   */
  CohortOrder again(SweepFolder folder, Attempts.Elsewhere elsewhere) throws IOException {
    Set<String> ids = new HashSet<>();
    trials.forEach(trial -> ids.add(trial.trial().id()));
    Standings now = Standings.read(folder, ids::contains, elsewhere);
    List<TrialOrder> left =
        trials.stream()
            .filter(trial -> now.isPending(trial.trial().id(), terms.attempts()))
            .map(trial -> trial.after(now))
            .toList();
    return new CohortOrder(left, kind, terms);
  }

  String toJson() {
    return RecordJson.text(this);
  }

  static CohortOrder fromJson(String json) {
    return RecordJson.read(json, CohortOrder.class);
  }
}
