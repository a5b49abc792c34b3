package alrc.jobs.results;

import alrc.core.study.SeedPlan;
import alrc.jobs.ledger.FailedTime;
import alrc.jobs.ledger.GivenUp;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that a report is made of: a pure value, read once from a sweep's output. It is no record
 * because it keeps what is worked out of its cells.
 */
public final class StudyResults {
  private static final List<String> FOLLOWING =
      List.of("kernel_form", "schedule", "beta1_schedule", "iterations");

  private final String study;
  private final List<CellResult> cells;
  private final List<Compared> compared;
  private final List<SeedPlan.Standing> standings;
  private final List<GivenUp> givenUp;
  private final List<SweepOutput> outputs;
  private @Nullable List<String> axes; // made when first asked for; every thread makes the same

  /**
   * The results of a study.
   *
   * @param study the study's name
   * @param cells in the order of the grid
   * @param compared the cells that have a baseline, in the order of the grid
   * @param standings of the comparisons by which its seeds are chosen; none where they are fixed
   * @param givenUp the first few trials whose attempts are spent
   * @param outputs where they were read; one, but for a report about several
   */
  public StudyResults(
      String study,
      List<CellResult> cells,
      List<Compared> compared,
      List<SeedPlan.Standing> standings,
      List<GivenUp> givenUp,
      List<SweepOutput> outputs) {
    this.study = study;
    this.cells = cells;
    this.compared = compared;
    this.standings = standings;
    this.givenUp = givenUp;
    this.outputs = outputs;
  }

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

  /** The study's name. */
  public String study() {
    return study;
  }

  /** Its cells, in the order of the grid. */
  public List<CellResult> cells() {
    return cells;
  }

  /** The cells that have a baseline, in the order of the grid. */
  public List<Compared> compared() {
    return compared;
  }

  /** The standings of the comparisons by which its seeds are chosen; none where they are fixed. */
  public List<SeedPlan.Standing> standings() {
    return standings;
  }

  /** The first few trials whose attempts are spent. */
  public List<GivenUp> givenUp() {
    return givenUp;
  }

  /** Where they were read; one, but for a report about several. */
  public List<SweepOutput> outputs() {
    return outputs;
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
    List<String> known = axes;
    if (known == null) {
      known = differing();
      for (String name : FOLLOWING) {
        List<String> others = known.stream().filter(axis -> !axis.equals(name)).toList();
        if (known.contains(name) && follows(name, others)) {
          known = others;
        }
      }
      axes = known;
    }
    return known;
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
    Set<String> names = new LinkedHashSet<>();
    cells.forEach(cell -> names.addAll(cell.settings().keySet()));
    return names.stream().filter(this::differs).toList();
  }

  private boolean differs(String name) {
    Object first = cells.get(0).settings().get(name);
    return cells.stream()
        .map(cell -> cell.settings().get(name))
        .anyMatch(
            value ->
                !Objects.equals(value, first)
                    && !Objects.toString(value).equals(Objects.toString(first)));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof StudyResults results
            && study.equals(results.study)
            && cells.equals(results.cells)
            && compared.equals(results.compared)
            && standings.equals(results.standings)
            && givenUp.equals(results.givenUp)
            && outputs.equals(results.outputs));
  }

  @Override
  public int hashCode() {
    return Objects.hash(study, cells.size(), compared.size(), standings.size(), outputs);
  }

  @Override
  public String toString() {
    return study + ": " + cells.size() + " cells";
  }
}
