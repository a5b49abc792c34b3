package alrc.jobs.report;

import alrc.core.stats.FinalErrors;
import alrc.core.stats.MeanError;
import alrc.jobs.report.value.LossUnit;
import alrc.jobs.results.CellResult;
import java.util.List;

/** By what trials are compared. */
enum Measure {
  /** The final training error, in the unit of the loss. */
  FINAL("final_mean"),
  /** The mean squared error of the same predictions, whatever the loss. */
  COMMON("common_mse");

  private final String column;

  Measure(String column) {
    this.column = column;
  }

  /** What two cells have in common: errors of different units are never compared. */
  static Measure between(CellResult cell, CellResult other) {
    return LossUnit.of(cell).equals(LossUnit.of(other)) ? FINAL : COMMON;
  }

  /** The errors of a cell by seed; +∞ for a diverged trial. */
  FinalErrors of(CellResult cell) {
    return cell.errors(column);
  }

  /** Their mean, or why there is none. */
  MeanError mean(CellResult cell) {
    return cell.mean(column);
  }

  /**
   * Whether a completed trial of these cells has it; trials of earlier versions lack the second.
   */
  boolean isRecorded(List<CellResult> cells) {
    return cells.stream()
        .flatMap(cell -> cell.trials().stream())
        .anyMatch(trial -> CellResult.hasCompleted(trial) && trial.containsKey(column));
  }

  /** What it is, in words and with the unit of these cells. */
  String words(List<CellResult> cells) {
    return this == FINAL
        ? LossUnit.named("Final training error", cells)
        : "Mean squared error of the same predictions: (p − t)²";
  }
}
