package alrc.jobs.spark.sweep;

import alrc.core.study.Cell;
import alrc.core.study.Trial;
import alrc.core.train.KernelForm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Trials put together by shape. */
final class Cohorts {
  private final Map<Shape, List<Trial>> byShape = new LinkedHashMap<>();

  Cohorts(List<Trial> trials) {
    Map<Cell, Shape> shapes = new HashMap<>();
    for (Trial trial : trials) {
      Shape shape = shapes.computeIfAbsent(trial.cell(), cell -> Shape.of(trial));
      byShape.computeIfAbsent(shape, any -> new ArrayList<>()).add(trial);
    }
  }

  /**
   * One trial of each shape of which there are so many trials that a measurement can pay.
   *
   * @param slots tasks at once
   */
  Map<Shape, Trial> worthMeasuring(int slots) {
    Map<Shape, Trial> worth = new LinkedHashMap<>();
    byShape.forEach(
        (shape, trials) -> {
          if (shape.kernel() == KernelForm.STACKED && trials.size() > slots) {
            worth.put(shape, trials.get(0));
          }
        });
    return worth;
  }

  /**
   * The cohorts, longest first, so that the tail is short.
   *
   * @param sizes most trials per cohort, by shape; 1 for a shape that is absent
   */
  List<List<Trial>> of(Map<Shape, Integer> sizes) {
    Map<List<Trial>, Double> costs = new LinkedHashMap<>();
    byShape.forEach(
        (shape, trials) -> {
          int size = shape.kernel() == KernelForm.SINGLE ? 1 : sizes.getOrDefault(shape, 1);
          for (int from = 0; from < trials.size(); from += size) {
            List<Trial> cohort = trials.subList(from, Math.min(trials.size(), from + size));
            costs.put(cohort, shape.cost() * cohort.size());
          }
        });
    return costs.entrySet().stream()
        .sorted(Map.Entry.<List<Trial>, Double>comparingByValue(Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The same number for every shape. */
  Map<Shape, Integer> all(int size) {
    Map<Shape, Integer> sizes = new HashMap<>();
    byShape.keySet().forEach(shape -> sizes.put(shape, size));
    return sizes;
  }

  /** So few that every task slot has one. */
  int spread(Shape shape, int slots) {
    int trials = byShape.getOrDefault(shape, List.of()).size();
    return Math.max(1, (trials + slots - 1) / slots);
  }
}
