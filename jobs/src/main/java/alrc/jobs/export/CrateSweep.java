package alrc.jobs.export;

import alrc.jobs.results.StudyResults;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A sweep in a crate: its training as an action, its data and its results.
 *
 * @param study its results
 */
record CrateSweep(StudyResults study) {
  /** The name of the action in the graph. */
  static final String ACTION = "#sweep";

  /** The name of the results in the graph. */
  static final String RESULTS = "#results";

  /** Whether there is an action: a trial has finished. */
  static boolean hasTrained(StudyResults study) {
    return study.cells().stream().anyMatch(cell -> !cell.trials().isEmpty());
  }

  /** Adds the entities. */
  void addTo(ArrayNode graph) {
    List<ExportedTrial> trials = ExportedTrial.of(study);
    RunCrate.entity(graph, RESULTS, "Dataset")
        .put("name", "Results of the sweep " + study.study())
        .put("description", trials.size() + " finished trials, one summary and one curve each.");
    if (!trials.isEmpty()) {
      training(graph, trials).putArray("result").add(RunCrate.reference(RESULTS));
    }
  }

  private ObjectNode training(ArrayNode graph, List<ExportedTrial> trials) {
    double begun = trials.stream().mapToDouble(CrateSweep::begun).min().orElseThrow();
    double ended = trials.stream().mapToDouble(CrateSweep::ended).max().orElseThrow();
    ObjectNode action =
        RunCrate.action(
            graph,
            ACTION,
            "Sweep " + study.study(),
            Instant.ofEpochMilli((long) begun),
            Instant.ofEpochMilli((long) ended));
    action.put("description", description(trials));
    if (study.cells().stream().allMatch(cell -> cell.pending() == 0)) {
      action.put("actionStatus", RunCrate.COMPLETED);
    }
    ArrayNode instruments = action.putArray("instrument");
    distinct(trials, "code_version")
        .forEach(version -> instruments.add(RunCrate.program(graph, version)));
    ArrayNode objects = action.putArray("object");
    for (String digest : distinct(trials, "data_digest")) {
      String data = "#data-" + RunNames.safe(digest);
      objects.add(RunCrate.reference(data));
      List<ExportedTrial> own =
          trials.stream().filter(t -> digest.equals(t.summary().get("data_digest"))).toList();
      RunCrate.entity(graph, data, "Dataset")
          .put("name", "Training data: " + String.join(", ", distinct(own, "data")))
          .put("identifier", digest);
    }
    return action;
  }

  private static double begun(ExportedTrial trial) {
    return trial.number("started_at");
  }

  private static double ended(ExportedTrial trial) {
    return begun(trial) + 1000 * trial.number("wall_seconds");
  }

  /** Trials that train side by side share their time. */
  private static double seconds(ExportedTrial trial) {
    return trial.number("wall_seconds") / Math.max(1, trial.number("cohort_size"));
  }

  private static String description(List<ExportedTrial> trials) {
    double hours = trials.stream().mapToDouble(CrateSweep::seconds).sum() / 3600;
    return String.format(
        Locale.ROOT,
        "alrc sweep: trained %d trials on %s with %s; %.3g hours of the last attempts together.",
        trials.size(),
        String.join(", ", distinct(trials, "device")),
        String.join(", ", distinct(trials, "engine")),
        hours);
  }

  private static List<String> distinct(List<ExportedTrial> trials, String column) {
    return trials.stream()
        .map(trial -> trial.summary().get(column))
        .filter(Objects::nonNull)
        .map(String::valueOf)
        .distinct()
        .sorted()
        .toList();
  }
}
