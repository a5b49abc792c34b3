package alrc.jobs.export;

import alrc.jobs.results.CellResult;
import alrc.jobs.results.StudyResults;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Names of runs for programs that show one run per folder: {@code
 * loss=quartic,deviations=3/seed-0}, made of the settings in which the cells of a study differ.
 * They have letters, digits and {@code .,=_+-} alone.
 */
final class RunNames {
  private static final int LONGEST = 120;

  private final Map<String, String> cells = new HashMap<>();

  RunNames(StudyResults study) {
    List<String> axes = study.axes();
    Set<String> taken = new HashSet<>();
    for (CellResult cell : study.cells()) {
      String name = settings(cell, axes);
      boolean usable = !name.isEmpty() && name.length() <= LONGEST && taken.add(name);
      cells.put(cell.key(), usable ? name : "cell=" + safe(cell.key()));
    }
  }

  private static String settings(CellResult cell, List<String> axes) {
    List<String> words = new ArrayList<>();
    for (String axis : axes) {
      Object value = cell.settings().get(axis);
      if (value != null) {
        words.add(safe(axis) + "=" + safe(text(value)));
      }
    }
    return String.join(",", words);
  }

  private static String text(Object value) {
    if (value instanceof Double number) {
      if (number.isInfinite()) {
        return number > 0 ? "inf" : "-inf";
      }
      return number == Math.rint(number) && Math.abs(number) < 1e7
          ? String.valueOf(number.longValue())
          : number.toString();
    }
    return value.toString();
  }

  /** The name of a trial's run: a folder for its cell, and in it one for its seed. */
  String of(ExportedTrial trial) {
    String cell = Objects.requireNonNull(cells.get(trial.cell().key()));
    return cell + "/seed-" + trial.summary().get("seed");
  }

  /** The text with every other character replaced by an underscore. */
  static String safe(String text) {
    String safe = text.replaceAll("[^A-Za-z0-9.=_+-]", "_");
    return safe.startsWith(".") ? "_" + safe : safe;
  }
}
