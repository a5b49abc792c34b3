package alrc.jobs.cli;

import alrc.core.model.ModelSettings;
import alrc.core.study.Cell;
import alrc.core.study.StudyKinds;
import alrc.jobs.cli.option.Amount;
import alrc.jobs.spark.sweep.SweepEstimate;
import java.util.Locale;
import java.util.Map;

/** What the trials of a study cost, in operations and in time. */
final class PlannedCost {
  private PlannedCost() {}

  /** Operations of all trials in units of 10⁹. */
  static double gigaOperations(Map<Cell, Integer> trials) {
    return trials.entrySet().stream()
        .mapToDouble(cell -> gigaOperations(cell.getKey()) * cell.getValue())
        .sum();
  }

  /** A multiply and an add forward, and twice as much backward, for every example of every step. */
  private static double gigaOperations(Cell cell) {
    return 6e-9 * multiplyAccumulates(cell) * cell.batch() * cell.iterations();
  }

  private static long multiplyAccumulates(Cell cell) {
    int side = cell.trainingData().task().side();
    return cell.settings().model().multiplyAccumulates(side, side);
  }

  /** A network and its size. */
  static String network(Cell cell) {
    int side = cell.trainingData().task().side();
    return String.format(
        Locale.ROOT,
        "%s, width %s: %,d parameters, %,d multiply-accumulates forward per %d×%d example",
        StudyKinds.ALL.nameOf(ModelSettings.class, cell.model()),
        cell.model().width(),
        cell.settings().model().parameterCount(),
        multiplyAccumulates(cell),
        side,
        side);
  }

  /**
   * An estimate of the time.
   *
   * @param slots tasks at once; 0 where a cluster decides
   */
  static String time(SweepEstimate found, int slots) {
    String time =
        slots > 0
            ? Amount.ofTime(found.taskSeconds() / slots) + " with " + slots + " tasks at once"
            : Amount.ofTime(found.taskSeconds()) + " ÷ the cluster's tasks at once";
    String how =
        found.timed() == found.shapes()
            ? "steps of each shape were timed"
            : String.format(
                Locale.ROOT,
                "%d of %d shapes timed, the others from their operations",
                found.timed(),
                found.shapes());
    return String.format(
        Locale.ROOT,
        "about %s on processors like this one (an estimate to within a factor of 2: %s)",
        time,
        how);
  }
}
