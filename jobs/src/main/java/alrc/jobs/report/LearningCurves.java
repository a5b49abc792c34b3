package alrc.jobs.report;

import alrc.jobs.page.Svg;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The learning curve of each cell: mean over seeds, with a band from the lowest to the highest. */
final class LearningCurves {
  private final StudyResults results;

  LearningCurves(StudyResults results) {
    this.results = results;
  }

  /** All cells in one picture. */
  Svg all() {
    return draw("Learning curves: " + results.study(), results.cells());
  }

  /** One picture for each loss, since their scales differ. */
  List<Svg> byLoss() {
    Map<String, List<CellResult>> groups = new LinkedHashMap<>();
    for (CellResult cell : results.cells()) {
      String loss = Labels.value(cell.settings().get("loss"));
      groups.computeIfAbsent(loss, key -> new ArrayList<>()).add(cell);
    }
    return groups.entrySet().stream()
        .map(group -> draw("Learning curves: " + group.getKey() + " loss", group.getValue()))
        .toList();
  }

  private Svg draw(String title, List<CellResult> cells) {
    List<String> axes = results.axes();
    return SvgChart.draw(
        title,
        LossUnit.named("training error", cells),
        cells.stream()
            .map(
                cell ->
                    new SvgChart.Series(
                        Labels.settings(cell.settings(), axes),
                        results.curves().getOrDefault(cell.cellId(), List.of())))
            .toList());
  }
}
