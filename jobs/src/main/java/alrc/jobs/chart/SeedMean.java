package alrc.jobs.chart;

import alrc.core.stats.Interval;
import alrc.core.stats.MeanInterval;
import alrc.core.stats.Summary;
import alrc.jobs.chart.LearningCurveChart.Point;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Means of learning curves at the iterations that all seeds of a cell have. A diverged seed whose
 * curve is lost has no point: it ends the mean where it diverged, and counts no more than that.
 */
final class SeedMean {
  private SeedMean() {}

  /**
   * Rows of iteration, mean, low, high; low is above 0, for a log axis. One seed is its own mean
   * with no interval: low and high are equal to it. Nothing from the first divergence on.
   */
  static ArrayNode losses(List<LearningCurveChart.Seed> seeds) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    shared(
        seeds,
        (iteration, points) -> {
          double[] losses = points.stream().mapToDouble(Point::error).toArray();
          double mean = Summary.of(losses).mean();
          if (mean > 0 && Double.isFinite(mean)) {
            Interval interval =
                losses.length > 1 ? MeanInterval.of(0.95, losses) : new Interval(mean, mean);
            rows.addArray()
                .add(iteration)
                .add(Rounded.six(mean))
                .add(Rounded.six(Math.max(interval.low(), 1e-3 * mean)))
                .add(Rounded.six(interval.high()));
          }
        });
    return rows;
  }

  /** Rows of iteration and clipped losses in percent; empty where nothing was clipped. */
  static ArrayNode clipped(List<LearningCurveChart.Seed> seeds) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    boolean any =
        seeds.stream().flatMap(seed -> seed.points().stream()).anyMatch(p -> p.clipped() > 0);
    if (any) {
      shared(
          seeds,
          (iteration, points) ->
              rows.addArray()
                  .add(iteration)
                  .add(
                      Rounded.six(
                          100
                              * points.stream()
                                  .mapToDouble(Point::clipped)
                                  .average()
                                  .orElseThrow())));
    }
    return rows;
  }

  private static void shared(
      List<LearningCurveChart.Seed> seeds, BiConsumer<Long, List<Point>> use) {
    long end =
        seeds.stream()
            .flatMapToLong(seed -> seed.divergedAt().stream())
            .min()
            .orElse(Long.MAX_VALUE);
    long known = seeds.stream().filter(seed -> !seed.points().isEmpty()).count();
    TreeMap<Long, List<Point>> byIteration = new TreeMap<>();
    for (LearningCurveChart.Seed seed : seeds) {
      seed.points().stream()
          .filter(point -> point.iteration() < end && Double.isFinite(point.error()))
          .forEach(
              point ->
                  byIteration
                      .computeIfAbsent(point.iteration(), key -> new ArrayList<>())
                      .add(point));
    }
    byIteration.forEach(
        (iteration, points) -> {
          if (points.size() == known) {
            use.accept(iteration, points);
          }
        });
  }
}
