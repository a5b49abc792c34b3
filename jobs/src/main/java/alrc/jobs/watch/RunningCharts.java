package alrc.jobs.watch;

import alrc.core.record.CurvePoint;
import alrc.jobs.chart.ChartFigure;
import alrc.jobs.chart.LearningCurveChart;
import alrc.jobs.report.value.Labels;
import alrc.jobs.report.value.LossUnit;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.StudyResults;
import gg.jte.Content;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The curves of unfinished trials so far: a chart for each loss, whose errors have one unit. */
final class RunningCharts {
  private RunningCharts() {}

  static List<Content> of(List<RunningTrial> trials, StudyResults results) {
    Map<String, Map<String, List<LearningCurveChart.Seed>>> byLoss = new LinkedHashMap<>();
    for (RunningTrial trial : trials) {
      if (!trial.curve().isEmpty()) {
        byLoss
            .computeIfAbsent(loss(trial, results), key -> new LinkedHashMap<>())
            .computeIfAbsent(name(trial, results), key -> new ArrayList<>())
            .add(seed(trial));
      }
    }
    return byLoss.entrySet().stream().map(of -> chart(of.getKey(), of.getValue())).toList();
  }

  private static Content chart(String loss, Map<String, List<LearningCurveChart.Seed>> cells) {
    String title = "Learning curves so far";
    List<LearningCurveChart.Cell> named =
        cells.entrySet().stream()
            .map(cell -> new LearningCurveChart.Cell(cell.getKey(), cell.getValue()))
            .toList();
    String unit = "training error" + (loss.isEmpty() ? "" : ", " + loss);
    return ChartFigure.live(new LearningCurveChart(title, unit, named)).html();
  }

  private static LearningCurveChart.Seed seed(RunningTrial trial) {
    return new LearningCurveChart.Seed(
        trial.trial().seed(),
        trial.curve().stream().map(RunningCharts::point).toList(),
        OptionalLong.empty());
  }

  private static LearningCurveChart.Point point(CurvePoint point) {
    return new LearningCurveChart.Point(point.iteration(), point.loss(), point.clipped());
  }

  /** The unit of its errors, such as {@code quartic: (p − t)⁴}; empty for an unknown cell. */
  private static String loss(RunningTrial trial, StudyResults results) {
    return cell(trial, results).map(LossUnit::of).orElse("");
  }

  /** What the errors of some trials are, with the unit of each loss. */
  static String error(List<RunningTrial> trials, StudyResults results) {
    List<CellResult> cells =
        trials.stream().flatMap(trial -> cell(trial, results).stream()).distinct().toList();
    return LossUnit.named("training error", cells);
  }

  /** What sets a trial's cell apart from the others of the study. */
  static String name(RunningTrial trial, StudyResults results) {
    Map<String, Object> settings = settings(trial, results);
    return Labels.settings(settings, results.axes());
  }

  private static Map<String, Object> settings(RunningTrial trial, StudyResults results) {
    return cell(trial, results).map(CellResult::settings).orElse(Map.of());
  }

  private static Optional<CellResult> cell(RunningTrial trial, StudyResults results) {
    String id = trial.trial().cell().id();
    return results.cells().stream().filter(cell -> cell.cellId().equals(id)).findFirst();
  }
}
