package alrc.jobs.report;

import alrc.core.stats.SignTest;
import alrc.core.study.SeedPlan;
import alrc.jobs.page.Table;
import alrc.jobs.page.TableColumn;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Of a study whose seeds go on until they decide: a row for each cell against its baseline (n = ∞),
 * with the seeds it took and what they say. Empty for other studies.
 */
final class ComparisonTable {
  private static final List<TableColumn> HEADER =
      List.of(
          TableColumn.name("cell"),
          TableColumn.number("seeds"),
          TableColumn.number("better"),
          TableColumn.number("worse"),
          TableColumn.number("equal"),
          TableColumn.number("evidence"),
          TableColumn.name("decision"));

  private final StudyResults results;
  private final Map<String, CellResult> cells = new HashMap<>();

  ComparisonTable(StudyResults results) {
    this.results = results;
    results.cells().forEach(cell -> cells.put(cell.cellId(), cell));
  }

  boolean isEmpty() {
    return results.standings().isEmpty();
  }

  /** The table, for all formats. */
  Table table() {
    return new Table(
        "Each cell against its baseline, n = ∞",
        HEADER,
        results.standings().stream().map(this::line).toList());
  }

  /** The test and its level, in words; of a table that is not empty. */
  String explanation() {
    double level = results.standings().get(0).level();
    return String.format(
        Locale.ROOT,
        "Sign test of the final errors, paired by seed, valid at every look; a divergence is the"
            + " worst error. Evidence of %.3g decides: level %s for each of the %d comparisons, not"
            + " corrected for their number.",
        1 / level,
        level,
        results.standings().size());
  }

  private List<String> line(SeedPlan.Standing standing) {
    CellResult cell = cells.get(standing.comparison().cell().id());
    SignTest.Tally pairs = standing.pairs();
    return List.of(
        cell == null ? "–" : Labels.settings(cell.settings(), results.axes()),
        String.valueOf(standing.seeds()),
        String.valueOf(pairs.better()),
        String.valueOf(pairs.worse()),
        String.valueOf(pairs.equal()),
        String.format(Locale.ROOT, "%.3g", SignTest.evidence(pairs)),
        standing.pending() ? "pending" : standing.decision().word());
  }
}
