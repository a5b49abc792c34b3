package alrc.jobs.report;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All that a report is made of: a pure value, read once from a sweep's output.
 *
 * @param study the study's name
 * @param cells in the order of the grid
 * @param curves learning curve of each cell that has one, by cell id
 */
public record StudyResults(
    String study, List<CellResult> cells, Map<String, List<CurvePoint>> curves) {

  /** The settings in which the cells differ, in column order. */
  public List<String> axes() {
    return cells.stream()
        .flatMap(cell -> cell.settings().keySet().stream())
        .distinct()
        .filter(
            name ->
                cells.stream().map(c -> Objects.toString(c.settings().get(name))).distinct().count()
                    > 1)
        .toList();
  }
}
