package alrc.jobs.report;

import alrc.core.random.Randomness;
import alrc.core.record.CurvePoint;
import alrc.core.record.Score;
import alrc.core.record.Spike;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.Compared;
import alrc.jobs.results.StudyResults;
import alrc.jobs.results.TrialFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Results with curves and spikes for the tests of the figures, and a count of what was read. */
final class FigureResults {
  /** Trials whose curves were read. */
  final TreeSet<String> read = new TreeSet<>();

  /** Trials whose files are gone. */
  final TreeSet<String> lost = new TreeSet<>();

  private final List<CellResult> cells = new ArrayList<>();

  /** Adds a cell. The last {@code diverged} seeds diverge, each 100 iterations after the other. */
  FigureResults cell(String loss, double n, int batch, int seeds, int diverged) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("loss", loss);
    settings.put("deviations", n);
    settings.put("batch", batch);
    String id = loss + "-" + n + "-" + batch;
    List<Map<String, Object>> trials = new ArrayList<>();
    for (int seed = 0; seed < seeds; seed++) {
      Map<String, Object> row = new LinkedHashMap<>();
      boolean lost = seed >= seeds - diverged;
      row.put("trial_id", id + "/" + seed + "/" + (lost ? 300 + 100 * seed : 2000));
      row.put("seed", (long) seed);
      row.put("status", lost ? "diverged" : "completed");
      row.put("iterations_done", lost ? 300L + 100 * seed : 2000L);
      row.put("spikes", Double.isFinite(n) ? 12L : 0L);
      row.put("clip_fraction", 0.01);
      if (lost) {
        row.put("diverged_at", 300L + 100 * seed);
      } else {
        row.put("final_mean", 0.05 * (1 + 0.1 * random(id, seed).nextDouble()));
      }
      trials.add(row);
    }
    cells.add(new CellResult(id, settings, seeds, 0, trials, new Files()));
    return this;
  }

  /** All cells so far are evaluated on held-out images. */
  void evaluated() {
    cells.replaceAll(
        cell -> {
          Map<String, Object> settings = new LinkedHashMap<>(cell.settings());
          settings.put("eval_split", "validation");
          return cell.withSettings(settings);
        });
  }

  StudyResults results(String name) {
    List<Compared> compared = new ArrayList<>();
    for (CellResult cell : cells) {
      for (CellResult baseline : cells) {
        boolean same =
            cell != baseline
                && cell.settings().get("loss").equals(baseline.settings().get("loss"))
                && cell.settings().get("batch").equals(baseline.settings().get("batch"));
        if (same && baseline.settings().get("deviations").equals(Double.POSITIVE_INFINITY)) {
          compared.add(new Compared(cell, baseline));
        }
      }
    }
    return new StudyResults(name, List.copyOf(cells), compared, List.of());
  }

  private static SplittableRandom random(String id, int seed) {
    return Randomness.of(seed, id);
  }

  /** The course of a trial follows from its name. */
  private final class Files implements TrialFiles {
    @Override
    public Optional<List<CurvePoint>> curve(String trialId) {
      read.add(trialId);
      if (lost.contains(trialId)) {
        return Optional.empty();
      }
      String[] parts = trialId.split("/");
      SplittableRandom random = random(parts[0], Integer.parseInt(parts[1]));
      int end = Integer.parseInt(parts[2]);
      List<CurvePoint> points = new ArrayList<>();
      for (int at = 50; at <= Math.min(end, 2000); at += 50) {
        double loss = (0.3 * Math.exp(-at / 500.0) + 0.05) * (1 + 0.1 * random.nextDouble());
        double shown = end < 2000 && at > end - 100 ? 1e34 : loss;
        points.add(new CurvePoint(at, shown, 2 * shown, 0.01 * random.nextDouble(), 1e-3, loss));
      }
      return Optional.of(points);
    }

    @Override
    public Optional<List<Score>> scores(Map<String, Object> summary) {
      return lost.contains(String.valueOf(summary.get("trial_id")))
          ? Optional.empty()
          : Optional.of(
              List.of(
                  new Score(1000, "rmse", 0.2),
                  new Score(1000, "ssim", 0.5),
                  new Score(2000, "rmse", 0.1),
                  new Score(2000, "ssim", null)));
    }

    @Override
    public Optional<List<Spike>> spikes(String trialId) {
      if (lost.contains(trialId)) {
        return Optional.empty();
      }
      String[] parts = trialId.split("/");
      SplittableRandom random = random(parts[0], Integer.parseInt(parts[1]));
      List<Spike> spikes = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        double limit = 0.05 + 0.3 * Math.exp(-i / 4.0);
        spikes.add(
            new Spike(
                50 + 150L * i,
                "</script><b>\u202e.tif#i0f0r0c0a0",
                limit * (1 + random.nextDouble()),
                limit));
      }
      return Optional.of(spikes);
    }
  }
}
