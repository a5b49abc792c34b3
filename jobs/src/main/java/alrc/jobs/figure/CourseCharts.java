package alrc.jobs.figure;

import alrc.jobs.chart.Chart;
import alrc.jobs.chart.LearningCurveChart;
import alrc.jobs.results.CellResult;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Charts of what is recorded over iterations beside the loss. */
final class CourseCharts {
  /** The metric whose course is drawn: it is above 0, and less is better. */
  static final String METRIC = "rmse";

  /** As many lines as differ by colour and dash. */
  private static final int LINES = 7;

  private CourseCharts() {}

  /**
   * The mean squared errors of cells with different losses over iterations.
   *
   * @return empty where one of the cells lacks them, or where they are too many for a chart
   */
  static Optional<Chart> common(Panel panel) {
    if (panel.cells().size() > LINES) {
      return Optional.empty();
    }
    List<LearningCurveChart.Cell> cells =
        panel.cells().stream()
            .map(cell -> Trials.commonCurves(panel.name(cell), cell).cell())
            .toList();
    boolean all =
        cells.stream().allMatch(cell -> cell.seeds().stream().anyMatch(s -> !s.points().isEmpty()));
    return all
        ? Optional.of(
            new LearningCurveChart(
                "Learning curves in one unit", "mean squared error of the same predictions", cells))
        : Optional.empty();
  }

  /**
   * The course of the scores on held-out images; empty where fewer than two iterations of a trial
   * were evaluated.
   */
  static Optional<Trials.Read<Chart>> scores(Panel panel) {
    List<CellResult> evaluated =
        panel.cells().stream().filter(cell -> cell.settings().get("eval_split") != null).toList();
    Panel some = panel.with(evaluated);
    List<Trials.Read<LearningCurveChart.Cell>> read =
        evaluated.stream().map(cell -> Trials.scores(some.name(cell), cell, METRIC)).toList();
    int gone = read.stream().mapToInt(Trials.Read::gone).sum();
    List<LearningCurveChart.Cell> cells = read.stream().map(Trials.Read::cell).toList();
    boolean course =
        cells.stream().flatMap(cell -> cell.seeds().stream()).anyMatch(s -> s.points().size() > 1);
    return course || gone > 0
        ? Optional.of(
            new Trials.Read<>(
                new LearningCurveChart(
                    some.title("Scores on held-out images"),
                    "RMSE on the " + splits(evaluated) + " split",
                    course ? cells : List.of()),
                gone))
        : Optional.empty();
  }

  private static String splits(List<CellResult> cells) {
    List<String> splits =
        cells.stream()
            .map(cell -> Objects.toString(cell.settings().get("eval_split")))
            .distinct()
            .toList();
    return String.join(" or ", splits);
  }
}
