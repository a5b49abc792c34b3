package alrc.jobs.export;

import alrc.core.record.CurvePoint;
import alrc.core.record.Score;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.StudyResults;
import java.util.List;
import java.util.Map;

/**
 * A finished trial of a study.
 *
 * @param cell that it is of
 * @param summary its row, by column name
 */
record ExportedTrial(CellResult cell, Map<String, Object> summary) {
  /** The finished trials of a study, in the order of the grid. */
  static List<ExportedTrial> of(StudyResults study) {
    return study.cells().stream()
        .flatMap(cell -> cell.trials().stream().map(trial -> new ExportedTrial(cell, trial)))
        .toList();
  }

  String id() {
    return String.valueOf(summary.get("trial_id"));
  }

  /** A column that is a number; 0 where it has no value. */
  double number(String column) {
    return summary.get(column) instanceof Number number ? number.doubleValue() : 0;
  }

  /** Its scores on held-out examples; none, with a warning, where their file is lost. */
  List<Score> scores() {
    return cell.files()
        .scores(summary)
        .orElseGet(
            () -> {
              System.err.println(
                  "not exported: the scores of trial " + id() + " are missing or damaged");
              return List.of();
            });
  }

  /** The learning curve; no point, with a warning, where its file is missing or damaged. */
  List<CurvePoint> curve() {
    return cell.files()
        .curve(id())
        .orElseGet(
            () -> {
              System.err.println(
                  "not exported: the learning curve of trial " + id() + " is missing or damaged");
              return List.of();
            });
  }
}
