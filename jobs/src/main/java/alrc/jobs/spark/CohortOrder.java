package alrc.jobs.spark;

import alrc.jobs.storage.Storage;
import alrc.stem.codec.SettingsJson;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Trials on their way to a task.
 *
 * @param trials at least one
 * @param checkpointSeconds time between two checkpoints
 * @param attempts after which a trial is given up
 * @param kind how they are trained
 */
record CohortOrder(List<TrialOrder> trials, double checkpointSeconds, int attempts, Kind kind) {
  /** How trials are trained. */
  enum Kind {
    /** Of equal shape, side by side, to their ends. */
    COHORT,
    /** Suspects, one after another, each until its first checkpoint. */
    PROBATION
  }

  CohortOrder {
    trials = List.copyOf(trials);
  }

  String output() {
    return trials.get(0).output();
  }

  /** What is left of it after a task that was lost. */
  CohortOrder again(Storage storage) throws IOException {
    Set<String> ids = new HashSet<>();
    trials.forEach(trial -> ids.add(trial.trial().id()));
    Standings now = Standings.read(storage, output(), ids::contains);
    List<TrialOrder> left =
        trials.stream()
            .filter(trial -> now.isPending(trial.trial().id(), attempts))
            .map(trial -> trial.after(now))
            .toList();
    return new CohortOrder(left, checkpointSeconds, attempts, kind);
  }

  String toJson() {
    return SettingsJson.text(this);
  }

  static CohortOrder fromJson(String json) {
    return SettingsJson.read(json, CohortOrder.class);
  }
}
