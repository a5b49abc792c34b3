package alrc.jobs.results;

import alrc.core.study.SeedPlan;
import alrc.jobs.ledger.FailedTime;
import alrc.jobs.ledger.GivenUp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All that a report is made of: a pure value, read once from a sweep's output.
 *
 * @param study the study's name
 * @param cells in the order of the grid
 * @param compared the cells that have a baseline, in the order of the grid
 * @param standings of the comparisons by which its seeds are chosen; none where they are fixed
 * @param givenUp the first few trials whose attempts are spent
 * @param outputs where they were read; one, but for a report about several
 */
public record StudyResults(
    String study,
    List<CellResult> cells,
    List<Compared> compared,
    List<SeedPlan.Standing> standings,
    List<GivenUp> givenUp,
    List<SweepOutput> outputs) {
  private static final List<String> FOLLOWING =
      List.of("kernel_form", "schedule", "beta1_schedule", "iterations");

  /** The results of a study that compares nothing. */
  public StudyResults(String study, List<CellResult> cells) {
    this(study, cells, List.of(), List.of());
  }

  /** The results of no output in particular. */
  public StudyResults(
      String study,
      List<CellResult> cells,
      List<Compared> compared,
      List<SeedPlan.Standing> standings) {
    this(study, cells, compared, standings, List.of(), List.of());
  }

  /** Whether they come from several outputs. */
  public boolean ofSeveral() {
    return outputs.size() > 1;
  }

  /** The same study with some of its cells, or with other comparisons. */
  public StudyResults with(
      List<CellResult> someCells, List<Compared> pairs, List<SeedPlan.Standing> someStandings) {
    return new StudyResults(study, someCells, pairs, someStandings, givenUp, outputs);
  }

  /** The same of one output, with the time of its failed attempts. */
  StudyResults with(FailedTime time) {
    List<SweepOutput> timed = outputs.stream().map(output -> output.with(time)).toList();
    return new StudyResults(study, cells, compared, standings, givenUp, timed);
  }

  /**
   * The settings in which the cells differ, in column order. What follows from the others is left
   * out where it would only split the rows of a table: kernel form, schedule and iterations may
   * differ with the batch alone.
   */
  public List<String> axes() {
    List<String> axes = new ArrayList<>(differing());
    for (String name : FOLLOWING) {
      List<String> others = axes.stream().filter(axis -> !axis.equals(name)).toList();
      if (axes.contains(name) && follows(name, others)) {
        axes = new ArrayList<>(others);
      }
    }
    return List.copyOf(axes);
  }

  /** Whether cells that are equal in the others are equal in this one too. */
  public boolean follows(String name, List<String> others) {
    Map<List<String>, String> known = new HashMap<>();
    for (CellResult cell : cells) {
      List<String> point = others.stream().map(other -> value(cell, other)).toList();
      String before = known.putIfAbsent(point, value(cell, name));
      if (before != null && !before.equals(value(cell, name))) {
        return false;
      }
    }
    return true;
  }

  private static String value(CellResult cell, String name) {
    return Objects.toString(cell.settings().get(name));
  }

  private List<String> differing() {
    return cells.stream()
        .flatMap(cell -> cell.settings().keySet().stream())
        .distinct()
        .filter(name -> cells.stream().map(cell -> value(cell, name)).distinct().count() > 1)
        .toList();
  }
}
