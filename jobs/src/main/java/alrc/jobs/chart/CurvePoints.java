package alrc.jobs.chart;

import alrc.jobs.chart.LearningCurveChart.Point;
import java.util.ArrayList;
import java.util.List;

/** Learning curves with no more points than a figure can show. */
final class CurvePoints {
  /** Points of a curve, at most: a column of a journal is a thousand dots of a printer wide. */
  private static final int MOST = 400;

  private CurvePoints() {}

  /** How many boxcars one point of a chart stands for, so that no curve has too many points. */
  static int merged(List<LearningCurveChart.Cell> cells) {
    int most =
        cells.stream()
            .flatMap(cell -> cell.seeds().stream())
            .mapToInt(seed -> seed.points().size())
            .max()
            .orElse(0);
    return Math.max(1, (most + MOST - 1) / MOST);
  }

  /** The mean of each group of so many boxcars; the last group may be smaller. */
  static List<Point> merge(List<Point> points, int boxcars) {
    if (boxcars == 1) {
      return points;
    }
    List<Point> merged = new ArrayList<>();
    for (int from = 0; from < points.size(); from += boxcars) {
      List<Point> group = points.subList(from, Math.min(points.size(), from + boxcars));
      Point last = group.get(group.size() - 1);
      merged.add(
          new Point(
              last.iteration(),
              group.stream().mapToDouble(Point::error).average().orElseThrow(),
              group.stream().mapToDouble(Point::clipped).average().orElseThrow()));
    }
    return merged;
  }
}
