package alrc.jobs.results;

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
import java.util.Objects;
import java.util.Set;

/** Reads what a report needs from the output of a sweep, finished or not. */
public final class ResultsReader {
  private ResultsReader() {}

  /** The results of the study as it is now; trials that were removed from it are hidden. */
  public static StudyResults read(Ledger ledger) throws IOException {
    StudyFile file = ledger.study();
    Recorded recorded = ledger.sound();
    StudyResults results =
        read(ledger, file, recorded, file.asked(recorded), new LedgerFiles(ledger), List.of());
    return results.with(ledger.failedTime(recorded));
  }

  /**
   * The results at one moment.
   *
   * @param recorded the content of the ledger
   * @param asked the trials that the study asks for with it
   * @param files the curves and spikes
   * @param before cells at an earlier moment with the same files; those that have not changed are
   *     used again, with what was worked out of them
   */
  public static StudyResults read(
      Ledger ledger,
      StudyFile file,
      Recorded recorded,
      SeedPlan.Asked asked,
      TrialFiles files,
      List<CellResult> before)
      throws IOException {
    Map<String, CellResult> known = new HashMap<>();
    before.forEach(cell -> known.put(cell.cellId(), cell));
    Map<String, List<Trial>> byCell = new LinkedHashMap<>();
    for (Trial trial : asked.trials()) {
      byCell.computeIfAbsent(trial.cell().id(), id -> new ArrayList<>()).add(trial);
    }
    Set<String> givenUp = new HashSet<>();
    recorded.failures().forEach((id, failed) -> givenUp.add(failed >= file.attempts() ? id : ""));
    List<CellResult> cells = new ArrayList<>();
    for (Map.Entry<String, List<Trial>> entry : byCell.entrySet()) {
      CellResult now = cell(recorded, entry.getKey(), entry.getValue(), givenUp, files);
      CellResult same = known.get(entry.getKey());
      cells.add(now.equals(same) ? same : now);
    }
    List<CellResult> distinguished = distinguished(cells);
    return new StudyResults(
        file.study().name(),
        distinguished,
        compared(byCell, distinguished),
        asked.standings(),
        GivenUp.first(ledger, recorded, asked.trials(), file.attempts()),
        List.of(SweepOutput.of(ledger.address(), file, recorded, asked)));
  }

  private static List<Compared> compared(
      Map<String, List<Trial>> byCell, List<CellResult> results) {
    Map<String, CellResult> known = new HashMap<>();
    results.forEach(cell -> known.put(cell.cellId(), cell));
    List<Cell> cells = byCell.values().stream().map(trials -> trials.get(0).cell()).toList();
    return Comparison.among(cells).stream()
        .map(
            pair ->
                new Compared(
                    Objects.requireNonNull(known.get(pair.cell().id())),
                    Objects.requireNonNull(known.get(pair.baseline().id()))))
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
              return cell.withSettings(settings);
            })
        .toList();
  }

  private static CellResult cell(
      Recorded recorded, String id, List<Trial> trials, Set<String> givenUp, TrialFiles files)
      throws IOException {
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
    return new CellResult(id, SettingColumns.row(cell), trials.size(), failed, rows, files);
  }
}
