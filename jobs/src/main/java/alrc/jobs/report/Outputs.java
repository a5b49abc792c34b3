package alrc.jobs.report;

import alrc.jobs.results.CellResult;
import alrc.jobs.results.SweepOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What a reader must know about the outputs that a report is about. */
final class Outputs {
  private Outputs() {}

  /** A sentence each; none where there is nothing to say. */
  static List<String> lines(Findings findings) {
    List<String> lines = new ArrayList<>();
    List<SweepOutput> outputs = findings.results().outputs();
    for (SweepOutput output : outputs) {
      if (output.noLongerAsked() > 0) {
        lines.add(
            String.format(
                Locale.ROOT,
                "%s: %d recorded trials are not shown, because the study no longer asks for them.",
                output.address(),
                output.noLongerAsked()));
      }
    }
    if (outputs.size() > 1) {
      outputs.forEach(
          output -> lines.add("Output " + output.name() + ": " + output.address() + "."));
      lines.add(data(findings.results().cells()));
    }
    return lines;
  }

  private static String data(List<CellResult> cells) {
    Set<String> digests = values(cells, "data_digest");
    return switch (digests.size()) {
      case 0 -> "No trial has finished, so that nothing is known about the data.";
      case 1 -> "All trials trained on the same data (digest " + digests.iterator().next() + ").";
      default ->
          "The trials trained on different data (digests "
              + String.join(", ", digests)
              + "): trials of the same seed share their initial weights, not their examples.";
    };
  }

  /** The different values of a column of the trials, sorted. */
  static Set<String> values(List<CellResult> cells, String column) {
    Set<String> values = new TreeSet<>();
    cells.stream()
        .flatMap(cell -> cell.trials().stream())
        .map(trial -> trial.get(column))
        .filter(Objects::nonNull)
        .forEach(value -> values.add(String.valueOf(value)));
    return values;
  }
}
