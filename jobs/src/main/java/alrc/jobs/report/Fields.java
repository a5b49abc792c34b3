package alrc.jobs.report;

import alrc.jobs.report.value.FieldValue;
import alrc.jobs.report.value.Labels;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.StudyResults;
import alrc.settings.UserMistake;
import alrc.settings.Words;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The fields of a study's cells and their values, for options that name them. */
final class Fields {
  /** Names a cell by its id or the beginning of it, of several outputs with OUTPUT/ before it. */
  static final String CELL = "cell";

  private static final int MOST_SHOWN = 12;

  private final StudyResults results;
  private final Set<String> known = new LinkedHashSet<>();

  Fields(StudyResults results) {
    this.results = results;
    known.addAll(results.axes());
    results.cells().forEach(cell -> known.addAll(cell.settings().keySet()));
  }

  /**
   * The column that a user means; dashes may stand for underscores.
   *
   * @throws UserMistake with the nearest name, or the fields in which cells differ
   */
  String name(String option, String given) {
    String name = given.replace('-', '_');
    if (known.contains(name)) {
      return name;
    }
    throw new UserMistake(
        option
            + " "
            + given
            + ": is not a setting of this study; "
            + Words.nearest(name, known)
                .map(nearest -> "did you mean '" + nearest + "'?")
                .orElse("its cells differ in " + listed(results.axes())));
  }

  List<String> names(String option, List<String> given) {
    List<String> names = new ArrayList<>();
    for (String one : given) {
      String name = name(option, one.strip());
      if (names.contains(name)) {
        throw new UserMistake(option + " " + name + ": occurs twice");
      }
      names.add(name);
    }
    return names;
  }

  /**
   * The cells with a value.
   *
   * @throws UserMistake if none has it
   */
  List<CellResult> with(FieldValue wanted) {
    List<CellResult> found = results.cells().stream().filter(cell -> has(cell, wanted)).toList();
    if (found.isEmpty()) {
      throw new UserMistake(wanted + ": no cell has this value; " + possible(wanted.field()));
    }
    return found;
  }

  /** Whether a cell has a value of a known field. */
  static boolean has(CellResult cell, FieldValue wanted) {
    return wanted.field().equals(CELL)
        ? cell.cellId().startsWith(wanted.value()) || cell.key().startsWith(wanted.value())
        : wanted.matches(cell.settings().get(wanted.field()));
  }

  /** The value with its field's known name. */
  FieldValue known(FieldValue given) {
    return given.field().equals(CELL) ? given : given.named(name(given.option(), given.field()));
  }

  private String possible(String field) {
    return field.equals(CELL)
        ? "table.csv lists the ids"
        : field
            + " is "
            + listed(
                results.cells().stream()
                    .map(cell -> Labels.value(cell.settings().get(field)))
                    .distinct()
                    .toList());
  }

  private static String listed(List<String> values) {
    String shown = values.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "));
    return values.size() > MOST_SHOWN ? shown + ", …" : shown;
  }
}
