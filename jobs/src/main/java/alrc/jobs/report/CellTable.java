package alrc.jobs.report;

import alrc.core.stats.CellStatistics;
import alrc.core.stats.Estimate;
import alrc.core.stats.Interval;
import alrc.core.stats.MeanError;
import alrc.jobs.page.Csv;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.StudyResults;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code table.csv}: one row per cell with its settings, counts and statistics, in full
 * precision. A figure that is not defined is empty; {@code Infinity} is a rank-based figure that
 * diverged trials reach.
 */
final class CellTable {
  private static final List<String> FIGURES =
      List.of(
          "planned",
          "completed",
          "diverged",
          "failed",
          "pending",
          "mean",
          "sd",
          "mean_low",
          "mean_high",
          "median",
          "median_low",
          "median_high",
          "iqm",
          "iqm_low",
          "iqm_high",
          "common_mse",
          "clip_fraction");

  private static final String METRIC = "eval_";

  private CellTable() {}

  /** The text of the file. */
  static String csv(StudyResults results) {
    Set<String> names = new LinkedHashSet<>();
    results.cells().forEach(cell -> names.addAll(cell.settings().keySet()));
    List<String> header = new ArrayList<>(List.of("cell_id"));
    header.addAll(names);
    header.addAll(FIGURES);
    List<String> metrics = metrics(results);
    header.addAll(metrics);
    return Csv.text(
        header, results.cells().stream().map(cell -> row(cell, names, metrics)).toList());
  }

  /** The metrics that the study evaluates. */
  private static List<String> metrics(StudyResults results) {
    Set<String> names = new TreeSet<>();
    for (CellResult cell : results.cells()) {
      for (Map<String, Object> trial : cell.trials()) {
        for (Map.Entry<String, Object> entry : trial.entrySet()) {
          if (entry.getKey().startsWith(METRIC) && entry.getValue() instanceof Double) {
            names.add(entry.getKey());
          }
        }
      }
    }
    return List.copyOf(names);
  }

  private static List<@Nullable Object> row(
      CellResult cell, Set<String> names, List<String> metrics) {
    List<@Nullable Object> values = new ArrayList<>(List.of(cell.cellId()));
    names.forEach(name -> values.add(cell.settings().get(name)));
    values.add(cell.planned());
    values.addAll(List.of(cell.completed(), cell.diverged(), cell.failed(), cell.pending()));
    CellStatistics statistics = cell.statistics();
    Optional<MeanError.Known> mean = statistics.mean().known();
    values.add(mean.map(MeanError.Known::value).orElse(null));
    values.add(figure(mean.map(MeanError.Known::sd).orElse(OptionalDouble.empty())));
    values.addAll(ends(mean.flatMap(MeanError.Known::interval)));
    values.addAll(estimate(statistics.median()));
    values.addAll(estimate(statistics.iqm()));
    values.add(mean(cell, "common_mse"));
    values.add(figure(cell.clipFraction()));
    metrics.forEach(metric -> values.add(mean(cell, metric)));
    return values;
  }

  /** The mean over seeds, unless a trial diverged or a completed one has no value. */
  private static @Nullable Double mean(CellResult cell, String column) {
    return cell.mean(column).known().map(MeanError.Known::value).orElse(null);
  }

  /** Value, low and high. */
  static List<@Nullable Object> estimate(Optional<Estimate> estimate) {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(estimate.map(Estimate::value).orElse(null));
    values.addAll(ends(estimate.flatMap(Estimate::interval)));
    return values;
  }

  static @Nullable Object figure(OptionalDouble figure) {
    return figure.isPresent() ? figure.getAsDouble() : null;
  }

  private static List<@Nullable Object> ends(Optional<Interval> interval) {
    List<@Nullable Object> ends = new ArrayList<>();
    ends.add(interval.map(Interval::low).orElse(null));
    ends.add(interval.map(Interval::high).orElse(null));
    return ends;
  }
}
