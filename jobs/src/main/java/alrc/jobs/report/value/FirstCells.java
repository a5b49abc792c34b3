package alrc.jobs.report.value;

import alrc.core.stats.MeanError;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.StudyResults;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The first cells of a study with their final errors, as lines for a terminal. */
public final class FirstCells {
  private static final int MOST = 10;

  private FirstCells() {}

  /** Returns a heading, at most ten cells in the order of the grid, and how many more there are. */
  public static List<String> lines(StudyResults results) {
    List<String> lines = new ArrayList<>();
    List<CellResult> cells = results.cells();
    List<String> axes = results.axes();
    lines.add(
        LossUnit.named("Final training error", cells)
            + ": mean ± standard deviation (completed seeds)");
    List<CellResult> first = cells.stream().limit(MOST).toList();
    int width = first.stream().mapToInt(cell -> error(cell).length()).max().orElse(0);
    for (CellResult cell : first) {
      String error = error(cell);
      String name = axes.isEmpty() ? "all trials" : Labels.settings(cell.settings(), axes);
      lines.add("  " + error + " ".repeat(width - error.length()) + "  " + name);
    }
    if (cells.size() > MOST) {
      lines.add("  and " + (cells.size() - MOST) + " more cells; 'alrc report' shows all");
    }
    return lines;
  }

  /** The same cells for programs: their axes, and what is known of their final errors. */
  public static List<Map<String, Object>> facts(StudyResults results) {
    return results.cells().stream().limit(MOST).map(cell -> facts(cell, results.axes())).toList();
  }

  private static Map<String, Object> facts(CellResult cell, List<String> axes) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("cell_id", cell.cellId());
    for (String axis : axes) {
      Object value = cell.settings().get(axis);
      if (value != null) {
        boolean unwritable = value instanceof Double number && !Double.isFinite(number);
        facts.put(axis, unwritable ? Labels.value(value) : value);
      }
    }
    cell.mean()
        .known()
        .ifPresent(
            known -> {
              facts.put("mean", known.value());
              known.sd().ifPresent(sd -> facts.put("sd", sd));
            });
    facts.put("completed", cell.completed());
    facts.put("diverged", cell.diverged());
    return facts;
  }

  private static String error(CellResult cell) {
    Optional<MeanError.Known> mean = cell.mean().known();
    return mean.map(known -> Digits.meanAndSd(known.value(), known.sd())).orElse("–")
        + " ("
        + cell.completed()
        + ")"
        + (cell.diverged() > 0 ? ", " + cell.diverged() + " diverged" : "");
  }
}
