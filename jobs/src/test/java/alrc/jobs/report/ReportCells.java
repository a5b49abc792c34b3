package alrc.jobs.report;

import alrc.core.record.CurvePoint;
import alrc.core.record.Spike;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.StudyResults;
import alrc.jobs.results.TrialFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small results for the tests of the report. */
final class ReportCells {
  private ReportCells() {}

  static StudyResults results(CellResult... cells) {
    return new StudyResults("study", List.of(cells));
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  static CellResult cell(
      String id, String loss, double n, int batch, int planned, Map<String, Object>... trials) {
    return cell(id, loss, n, batch, planned, List.of(trials));
  }

  /** A cell whose trials have seeds 0, 1, … */
  static CellResult cell(
      String id, String loss, double n, int batch, int planned, List<Map<String, Object>> trials) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("loss", loss);
    settings.put("deviations", n);
    settings.put("batch", batch);
    List<Map<String, Object>> seeded = new ArrayList<>();
    for (Map<String, Object> trial : trials) {
      Map<String, Object> row = new LinkedHashMap<>(trial);
      row.put("seed", (long) seeded.size());
      seeded.add(row);
    }
    return new CellResult(id, settings, planned, 0, seeded);
  }

  static Map<String, Object> trial(double error) {
    return Map.of(
        "status",
        "completed",
        "final_mean",
        error,
        "clip_fraction",
        0.125,
        "iterations_done",
        120L);
  }

  static Map<String, Object> diverged() {
    return Map.of("status", "diverged", "clip_fraction", 0.0, "iterations_done", 120L);
  }

  /** A cell of one trial with a curve: iterations and losses in turn. */
  static CellResult withCurve(CellResult cell, double... points) {
    List<CurvePoint> curve = new ArrayList<>();
    for (int i = 0; i < points.length; i += 2) {
      curve.add(
          new CurvePoint((long) points[i], points[i + 1], points[i + 1], 0, 0.001, points[i + 1]));
    }
    TrialFiles files =
        new TrialFiles() {
          @Override
          public Optional<List<CurvePoint>> curve(String trialId) {
            return Optional.of(curve);
          }

          @Override
          public Optional<List<Spike>> spikes(String trialId) {
            return Optional.of(List.of());
          }
        };
    return new CellResult(
        cell.cellId(), cell.settings(), cell.planned(), cell.failed(), cell.trials(), files);
  }
}
