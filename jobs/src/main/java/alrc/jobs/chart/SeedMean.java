package alrc.jobs.chart;

import alrc.core.stats.Interval;
import alrc.core.stats.MeanInterval;
import alrc.core.stats.Summary;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The mean of learning curves at the iterations that all of them have, with its t interval. */
final class SeedMean {
  private SeedMean() {}

  /**
   * Rows of iteration, mean, low, high; low is above 0, for a log axis. Empty for fewer than two
   * seeds; nothing from the first divergence on.
   */
  static ArrayNode of(List<LearningCurveChart.Seed> seeds) {
    long end =
        seeds.stream()
            .flatMapToLong(seed -> seed.divergedAt().stream())
            .min()
            .orElse(Long.MAX_VALUE);
    TreeMap<Long, List<Double>> byIteration = new TreeMap<>();
    for (LearningCurveChart.Seed seed : seeds) {
      seed.points().stream()
          .filter(point -> point.iteration() < end && Double.isFinite(point.error()))
          .forEach(
              point ->
                  byIteration
                      .computeIfAbsent(point.iteration(), key -> new ArrayList<>())
                      .add(point.error()));
    }
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (Map.Entry<Long, List<Double>> entry : byIteration.entrySet()) {
      double[] errors = entry.getValue().stream().mapToDouble(Double::doubleValue).toArray();
      double mean = Summary.of(errors).mean();
      if (errors.length == seeds.size() && errors.length >= 2 && mean > 0) {
        Interval interval = MeanInterval.of(0.95, errors);
        double low = Math.max(interval.low(), 1e-3 * mean);
        rows.addArray().add(entry.getKey()).add(mean).add(low).add(interval.high());
      }
    }
    return rows;
  }
}
