package alrc.jobs.chart;

import alrc.jobs.chart.LearningCurveChart.Cell;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The caption of learning curves. */
final class CurveCaption {
  private static final String MARKS =
      "Thick lines: means over seeds; bands: their 95 % intervals; thin lines: single seeds.";

  private CurveCaption() {}

  static String of(LearningCurveChart chart) {
    int boxcars = CurvePoints.merged(chart.cells());
    return CaptionText.of(
        MARKS,
        diverged(chart.cells()),
        coincident(chart.cells()),
        chart.range().leftOut(),
        boxcars > 1 ? "Each point is the mean of " + boxcars + " boxcars." : "");
  }

  private static String diverged(List<Cell> cells) {
    List<String> counts = new ArrayList<>();
    boolean survivors = false;
    for (Cell cell : cells) {
      if (cell.diverged() > 0) {
        counts.add(
            String.format(
                Locale.ROOT,
                "%s (%d of %d seeds)",
                cell.name(),
                cell.diverged(),
                cell.seeds().size()));
        survivors |= cell.diverged() < cell.seeds().size();
      }
    }
    if (counts.isEmpty()) {
      return "";
    }
    return "×\u00a0diverged: "
        + CaptionText.names(counts)
        + (survivors ? "; a mean ends at the first divergence of its cell." : ".");
  }

  /** Cells with the same mean everywhere: their lines lie on each other. */
  private static String coincident(List<Cell> cells) {
    Map<ArrayNode, String> known = new HashMap<>();
    List<String> pairs = new ArrayList<>();
    for (Cell cell : cells) {
      ArrayNode mean = SeedMean.losses(cell.seeds());
      String before = mean.isEmpty() ? null : known.putIfAbsent(mean, cell.name());
      if (before != null) {
        pairs.add(cell.name() + " on " + before);
      }
    }
    return pairs.isEmpty() ? "" : "Lines that coincide: " + CaptionText.names(pairs) + ".";
  }
}
