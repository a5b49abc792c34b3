package alrc.jobs.report;

import alrc.core.study.Cell;
import alrc.core.study.Comparison;
import alrc.core.study.SeedPlan;
import alrc.core.study.Trial;
import alrc.jobs.ledger.GivenUp;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.Recorded;
import alrc.jobs.ledger.SettingColumns;
import alrc.jobs.ledger.StudyFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads what a report needs from the output of a sweep, finished or not. */
public final class ResultsReader {
  private ResultsReader() {}

  /** The results of the study as it is now; trials that were removed from it are hidden. */
  public static StudyResults read(Ledger ledger) throws IOException {
    StudyFile file = ledger.study();
    Map<String, List<Trial>> byCell = new LinkedHashMap<>();
    Recorded recorded = ledger.sound();
    SeedPlan.Asked asked = file.asked(recorded);
    for (Trial trial : asked.trials()) {
      byCell.computeIfAbsent(trial.cell().id(), id -> new ArrayList<>()).add(trial);
    }
    Set<String> givenUp = new HashSet<>();
    recorded.failures().forEach((id, failed) -> givenUp.add(failed >= file.attempts() ? id : ""));
    List<CellResult> cells = new ArrayList<>();
    Map<String, List<CurveBand>> curves = new HashMap<>();
    for (Map.Entry<String, List<Trial>> entry : byCell.entrySet()) {
      CellResult cell = cell(recorded, entry.getKey(), entry.getValue(), givenUp);
      cells.add(cell);
      curves.put(entry.getKey(), curve(ledger, cell));
    }
    return new StudyResults(
        file.study().name(),
        distinguished(cells),
        curves,
        compared(byCell),
        asked.standings(),
        GivenUp.first(ledger, recorded, asked.trials(), file.attempts()));
  }

  private static List<Compared> compared(Map<String, List<Trial>> byCell) {
    List<Cell> cells = byCell.values().stream().map(trials -> trials.get(0).cell()).toList();
    return Comparison.among(cells).stream()
        .map(pair -> new Compared(pair.cell().id(), pair.baseline().id()))
        .toList();
  }

  /** Cells that differ in a setting without a column of its own are distinguished by their ids. */
  private static List<CellResult> distinguished(List<CellResult> cells) {
    long distinct = cells.stream().map(CellResult::settings).distinct().count();
    if (distinct == cells.size()) {
      return cells;
    }
    return cells.stream()
        .map(
            cell -> {
              Map<String, Object> settings = new LinkedHashMap<>(cell.settings());
              settings.put("cell", cell.cellId());
              return new CellResult(
                  cell.cellId(), settings, cell.planned(), cell.failed(), cell.trials());
            })
        .toList();
  }

  private static CellResult cell(
      Recorded recorded, String id, List<Trial> trials, Set<String> givenUp) throws IOException {
    Cell cell = trials.get(0).cell();
    List<String> ids = trials.stream().map(Trial::id).toList();
    List<Map<String, Object>> rows = recorded.summaries(ids);
    List<Object> finished = rows.stream().map(row -> row.get("trial_id")).toList();
    int failed =
        (int)
            ids.stream()
                .filter(trial -> !finished.contains(trial))
                .filter(givenUp::contains)
                .count();
    return new CellResult(id, SettingColumns.row(cell), trials.size(), failed, rows);
  }

  /** The curve over the seeds that reached each boxcar. */
  private static List<CurveBand> curve(Ledger ledger, CellResult cell) throws IOException {
    TreeMap<Long, List<Double>> losses = new TreeMap<>();
    for (Map<String, Object> trial : cell.trials()) {
      for (Map<String, Object> row : ledger.curve(String.valueOf(trial.get("trial_id")))) {
        losses
            .computeIfAbsent((Long) row.get("iteration"), iteration -> new ArrayList<>())
            .add((Double) row.get("loss"));
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
