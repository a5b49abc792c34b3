package alrc.jobs.spark;

import alrc.stem.codec.SettingsJson;
import java.util.List;

/**
 * Trials of equal shape on their way to a task that trains them side by side.
 *
 * @param trials at least one
 * @param checkpointSeconds time between two checkpoints
 */
record CohortOrder(List<TrialOrder> trials, double checkpointSeconds) {
  CohortOrder {
    trials = List.copyOf(trials);
  }

  String toJson() {
    return SettingsJson.text(this);
  }

  static CohortOrder fromJson(String json) {
    return SettingsJson.read(json, CohortOrder.class);
  }
}
