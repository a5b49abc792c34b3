package alrc.jobs.report;

import alrc.jobs.report.value.FieldValue;
import alrc.jobs.report.value.Labels;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.Compared;
import alrc.jobs.results.StudyResults;
import alrc.settings.UserMistake;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What each cell is compared with.
 *
 * @param words the value that sets the baselines apart, such as {@code n = ∞}
 * @param pairs the comparisons, in the order of the cells
 */
record BaselineChoice(String words, List<Compared> pairs) {
  /**
   * The chosen baseline; without a choice the cell that is equal but for a threshold of ∞, or of
   * several outputs the same cell of the first.
   */
  static BaselineChoice of(StudyResults results, ReportOptions options) {
    if (options.baseline().isPresent()) {
      return chosen(results, options.baseline().get());
    }
    if (results.ofSeveral()) {
      String first = results.outputs().get(0).name();
      return chosen(results, new FieldValue("--baseline", CellResult.OUTPUT, first));
    }
    return new BaselineChoice("n = ∞", results.compared());
  }

  /**
   * The cell that is equal but for the chosen value. A setting that follows from the chosen field,
   * or that does not apply to the baseline, may differ too.
   *
   * @throws UserMistake if no cell has the value, or none has a baseline
   */
  private static BaselineChoice chosen(StudyResults results, FieldValue given) {
    Fields fields = new Fields(results);
    FieldValue wanted = fields.known(given);
    List<CellResult> baselines = fields.with(wanted);
    return wanted.field().equals(Fields.CELL)
        ? one(results, wanted, baselines)
        : of(results, wanted, baselines);
  }

  private static BaselineChoice of(
      StudyResults results, FieldValue wanted, List<CellResult> baselines) {
    if (baselines.size() == results.cells().size()) {
      throw new UserMistake(
          wanted
              + ": all cells have this value; choose a field in which they differ: "
              + String.join(", ", results.axes()));
    }
    List<Compared> pairs = checked(wanted, pairs(results, wanted, baselines));
    if (pairs.isEmpty()) {
      throw new UserMistake(
          wanted + ": no cell is equal to one of these but for " + wanted.field());
    }
    String words = wanted.field().equals("deviations") ? "n =" : wanted.field();
    Object value = baselines.get(0).settings().get(wanted.field());
    return new BaselineChoice(words + " " + Labels.value(value), pairs);
  }

  private static BaselineChoice one(
      StudyResults results, FieldValue wanted, List<CellResult> found) {
    if (found.size() > 1) {
      throw ambiguous(wanted, found);
    }
    CellResult baseline = found.get(0);
    List<Compared> pairs =
        results.cells().stream()
            .filter(cell -> !cell.equals(baseline))
            .map(cell -> new Compared(cell, baseline))
            .toList();
    return new BaselineChoice("cell " + baseline.key(), checked(wanted, pairs));
  }

  private static UserMistake ambiguous(FieldValue wanted, List<CellResult> found) {
    boolean same = found.stream().map(CellResult::cellId).distinct().count() == 1;
    return new UserMistake(
        same
            ? wanted
                + ": several outputs have this cell; write "
                + found.stream()
                    .map(cell -> "cell=" + cell.key())
                    .collect(Collectors.joining(" or "))
            : wanted + ": is the beginning of " + found.size() + " ids; give more of it");
  }

  private static List<Compared> checked(FieldValue wanted, List<Compared> pairs) {
    for (Compared pair : pairs) {
      List<CellResult> both = List.of(pair.cell(), pair.baseline());
      if (Measure.between(pair.cell(), pair.baseline()) == Measure.COMMON
          && Measure.FINAL.isRecorded(both)
          && !Measure.COMMON.isRecorded(both)) {
        throw new UserMistake(
            wanted
                + ": cells of different losses are compared by common_mse, which these trials do"
                + " not have; they were trained by an earlier version");
      }
    }
    return pairs;
  }

  private static List<Compared> pairs(
      StudyResults results, FieldValue wanted, List<CellResult> baselines) {
    List<String> axes =
        results.axes().stream()
            .filter(axis -> !axis.equals(wanted.field()))
            .filter(axis -> !results.follows(axis, List.of(wanted.field())))
            .toList();
    Map<List<String>, Map<List<Object>, CellResult>> known = new LinkedHashMap<>();
    for (CellResult baseline : baselines) {
      List<String> applying =
          axes.stream().filter(axis -> baseline.settings().containsKey(axis)).toList();
      known
          .computeIfAbsent(applying, key -> new HashMap<>())
          .putIfAbsent(point(baseline, applying), baseline);
    }
    List<Compared> pairs = new ArrayList<>();
    for (CellResult cell : results.cells()) {
      if (!Fields.has(cell, wanted)) {
        known.entrySet().stream()
            .map(group -> group.getValue().get(point(cell, group.getKey())))
            .filter(Objects::nonNull)
            .findFirst()
            .ifPresent(baseline -> pairs.add(new Compared(cell, baseline)));
      }
    }
    return pairs;
  }

  private static List<Object> point(CellResult cell, List<String> axes) {
    return axes.stream()
        .map(axis -> Objects.requireNonNullElse(cell.settings().get(axis), ""))
        .toList();
  }
}
