package alrc.jobs.report;

import alrc.core.study.SeedPlan;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All that a report is made of: a pure value, read once from a sweep's output.
 *
 * @param study the study's name
 * @param cells in the order of the grid
 * @param curves learning curve of each cell that has one, by cell id
 * @param standings of the comparisons by which its seeds are chosen; none where they are fixed
 */
public record StudyResults(
    String study,
    List<CellResult> cells,
    Map<String, List<CurvePoint>> curves,
    List<SeedPlan.Standing> standings) {

  /** The results of a study whose seeds do not depend on them. */
  public StudyResults(String study, List<CellResult> cells, Map<String, List<CurvePoint>> curves) {
    this(study, cells, curves, List.of());
  }

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
