package alrc.jobs.report;

import alrc.core.record.CurvePoint;
import alrc.jobs.page.Section;
import alrc.jobs.page.Svg;
import alrc.jobs.page.Templates;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.StudyResults;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The learning curve of each cell: mean over seeds, with a band from the lowest to the highest. */
final class LearningCurvesSection implements ReportSection {
  private static final String EXPLANATION =
      "Boxcar means of the training error. The line is the mean over seeds; the band reaches from"
          + " the lowest seed to the highest.";

  @Override
  public Optional<Section> section(Findings findings) {
    return Optional.of(
        Section.of(
            "Learning curves",
            Templates.content("page/paragraph.jte", EXPLANATION),
            Templates.content("page/drawings.jte", byLoss(findings.results()))));
  }

  @Override
  public Map<String, String> files(Findings findings) {
    StudyResults results = findings.results();
    Svg all = draw("Learning curves: " + results.study(), results, results.cells());
    return Map.of("curves.svg", all.text());
  }

  /** One picture for each loss, since their scales differ. */
  private static List<Svg> byLoss(StudyResults results) {
    Map<String, List<CellResult>> groups = new LinkedHashMap<>();
    for (CellResult cell : results.cells()) {
      String loss = Labels.value(cell.settings().get("loss"));
      groups.computeIfAbsent(loss, key -> new ArrayList<>()).add(cell);
    }
    return groups.entrySet().stream()
        .map(g -> draw("Learning curves: " + g.getKey() + " loss", results, g.getValue()))
        .toList();
  }

  private static Svg draw(String title, StudyResults results, List<CellResult> cells) {
    List<String> axes = results.axes();
    return SvgChart.draw(
        title,
        LossUnit.named("training error", cells),
        cells.stream()
            .map(cell -> new SvgChart.Series(Labels.settings(cell.settings(), axes), curve(cell)))
            .toList());
  }

  /** The curve over the seeds that reached each boxcar. */
  private static List<CurveBand> curve(CellResult cell) {
    TreeMap<Long, List<Double>> losses = new TreeMap<>();
    for (Map<String, Object> trial : cell.trials()) {
      String id = String.valueOf(trial.get("trial_id"));
      for (CurvePoint point : cell.files().curve(id).orElse(List.of())) {
        losses.computeIfAbsent(point.iteration(), at -> new ArrayList<>()).add(point.loss());
      }
    }
    List<CurveBand> curve = new ArrayList<>();
    losses.forEach(
        (iteration, all) -> {
          double low = all.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
          double high = all.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
          double mean = all.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
          curve.add(new CurveBand(iteration, low, mean, high));
        });
    return curve;
  }
}
