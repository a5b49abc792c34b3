package alrc.jobs.figure;

import alrc.core.record.Score;
import alrc.core.record.Spike;
import alrc.core.stats.FinalErrors;
import alrc.jobs.chart.CellSpikes;
import alrc.jobs.chart.LearningCurveChart;
import alrc.jobs.chart.LearningCurveChart.Point;
import alrc.jobs.results.CellResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/** What a chart needs of the trials of a cell. Their files are read here, for drawn cells only. */
final class Trials {
  private static final String COMMON = "common_mse";

  private Trials() {}

  /**
   * What was read of the trials of a cell.
   *
   * @param cell what is drawn
   * @param gone how many files are missing or damaged
   */
  record Read<T>(T cell, int gone) {}

  /** The learning curves of a cell; a completed trial whose curve is gone is left out. */
  static Read<LearningCurveChart.Cell> curves(String name, CellResult cell) {
    return lines(
        name,
        cell,
        trial ->
            cell.files()
                .curve(id(trial))
                .map(
                    curve ->
                        curve.stream()
                            .map(at -> new Point(at.iteration(), at.loss(), at.clipped()))
                            .toList()));
  }

  /** The same of the error that different losses have in common; older trials lack it. */
  static Read<LearningCurveChart.Cell> commonCurves(String name, CellResult cell) {
    return lines(
        name,
        cell,
        trial ->
            cell.files()
                .curve(id(trial))
                .map(
                    curve ->
                        curve.stream()
                            .filter(at -> !Double.isNaN(at.commonMse()))
                            .map(at -> new Point(at.iteration(), at.commonMse(), 0))
                            .toList()));
  }

  /** The course of a metric on held-out images; points where it is not defined are left out. */
  static Read<LearningCurveChart.Cell> scores(String name, CellResult cell, String metric) {
    return lines(
        name,
        cell,
        trial ->
            cell.files()
                .scores(trial)
                .map(
                    scores ->
                        scores.stream()
                            .filter(score -> score.metric().equals(metric))
                            .flatMap(score -> point(score).stream())
                            .toList()));
  }

  private static Optional<Point> point(Score score) {
    Double value = score.value();
    return value == null ? Optional.empty() : Optional.of(new Point(score.iteration(), value, 0));
  }

  /** What a trial recorded of its course; empty where its file is lost. */
  private interface Course extends Function<Map<String, Object>, Optional<List<Point>>> {}

  private static Read<LearningCurveChart.Cell> lines(String name, CellResult cell, Course course) {
    List<LearningCurveChart.Seed> seeds = new ArrayList<>();
    int gone = 0;
    for (Map<String, Object> trial : cell.trials()) {
      Optional<List<Point>> known = course.apply(trial);
      gone += known.isEmpty() ? 1 : 0;
      List<Point> points = known.orElse(List.of());
      OptionalLong end =
          CellResult.hasCompleted(trial)
              ? OptionalLong.empty()
              : OptionalLong.of(whole(trial, "diverged_at", whole(trial, "iterations_done", 0)));
      if (!points.isEmpty() || end.isPresent()) {
        seeds.add(new LearningCurveChart.Seed(whole(trial, "seed", 0), points, end));
      }
    }
    return new Read<>(new LearningCurveChart.Cell(name, seeds), gone);
  }

  /** What was clipped in the trials of a cell. */
  static Read<CellSpikes> spikes(String name, CellResult cell) {
    TreeMap<Long, List<Spike>> bySeed = new TreeMap<>();
    int gone = 0;
    for (Map<String, Object> trial : cell.trials()) {
      if (whole(trial, "spikes", 0) > 0) {
        Optional<List<Spike>> spikes = cell.files().spikes(id(trial));
        gone += spikes.isEmpty() ? 1 : 0;
        bySeed.put(whole(trial, "seed", 0), spikes.orElse(List.of()));
      }
    }
    return new Read<>(new CellSpikes(name, bySeed), gone);
  }

  /** The last iteration of the trials of a cell. */
  static long iterations(CellResult cell) {
    return cell.trials().stream()
        .mapToLong(trial -> whole(trial, "iterations_done", 1))
        .max()
        .orElse(1);
  }

  /** The final mean squared errors, whatever the loss; empty where a trial has none. */
  static Optional<FinalErrors> common(CellResult cell) {
    TreeMap<Long, Double> bySeed = new TreeMap<>();
    for (Map<String, Object> trial : cell.trials()) {
      Object error = CellResult.hasCompleted(trial) ? trial.get(COMMON) : Double.POSITIVE_INFINITY;
      if (!(error instanceof Double number)) {
        return Optional.empty();
      }
      bySeed.put(whole(trial, "seed", 0), number);
    }
    return Optional.of(FinalErrors.of(bySeed));
  }

  private static String id(Map<String, Object> trial) {
    return Objects.toString(trial.get("trial_id"));
  }

  private static long whole(Map<String, Object> trial, String column, long missing) {
    return trial.get(column) instanceof Number number ? number.longValue() : missing;
  }
}
