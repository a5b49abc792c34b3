package alrc.jobs.report;

import alrc.jobs.report.value.Labels;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.StudyResults;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Names a compared cell by the settings in which the cells of its study differ. */
final class CellNames {
  private static final String LOSS = "loss";
  private static final String DEVIATIONS = "deviations";

  private final List<String> axes;
  private final Set<String> varied = new TreeSet<>();

  CellNames(StudyResults results) {
    axes = results.axes();
    axes.stream().filter(axis -> varies(results, axis)).forEach(varied::add);
  }

  /** Whether cells to which the setting applies differ in it. */
  private static boolean varies(StudyResults results, String axis) {
    return results.cells().stream()
            .map(cell -> cell.settings().get(axis))
            .filter(value -> value != null && !value.equals("none"))
            .distinct()
            .count()
        > 1;
  }

  /** What sets the cell apart from its baseline, such as {@code n = 3}. */
  String subject(CellResult cell, CellResult baseline) {
    List<String> words = new ArrayList<>();
    if (cell.settings().containsKey(DEVIATIONS) && !same(DEVIATIONS, cell, baseline)) {
      words.add(Labels.setting(DEVIATIONS, cell.settings().get(DEVIATIONS)));
    }
    axes.stream()
        .filter(axis -> !axis.equals(DEVIATIONS) && varied.contains(axis))
        .filter(axis -> !same(axis, cell, baseline))
        .forEach(axis -> words.add(Labels.setting(axis, cell.settings().get(axis))));
    return words.isEmpty() ? "cell " + cell.cellId() : String.join(", ", words);
  }

  /** What is compared and where, such as {@code the final quartic error at batch 1}. */
  String error(CellResult cell, CellResult baseline) {
    List<String> place =
        axes.stream()
            .filter(axis -> !axis.equals(LOSS))
            .filter(axis -> same(axis, cell, baseline) && cell.settings().containsKey(axis))
            .toList();
    Object loss = cell.settings().get(LOSS);
    String error =
        Measure.between(cell, baseline) == Measure.COMMON
            ? "the final mean squared error"
            : "the final " + (loss == null ? "" : loss + " ") + "error";
    return error + (place.isEmpty() ? "" : " at " + Labels.settings(cell.settings(), place));
  }

  private static boolean same(String axis, CellResult cell, CellResult baseline) {
    return Objects.equals(cell.settings().get(axis), baseline.settings().get(axis));
  }
}
