package alrc.jobs.report;

import alrc.core.stats.SignTest;
import alrc.core.study.SeedPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Of a study whose seeds go on until they decide: a row for each cell against its baseline (n = ∞),
 * with the seeds it took and what they say. Empty for other studies.
 */
final class ComparisonTable {
  private static final List<String> HEADER =
      List.of("cell", "seeds", "better", "worse", "equal", "evidence", "decision");

  private final StudyResults results;
  private final Map<String, CellResult> cells = new HashMap<>();

  ComparisonTable(StudyResults results) {
    this.results = results;
    results.cells().forEach(cell -> cells.put(cell.cellId(), cell));
  }

  String markdown() {
    if (results.standings().isEmpty()) {
      return "";
    }
    String rule = "|" + "---|".repeat(HEADER.size());
    return "\n"
        + explanation()
        + "\n\n"
        + lines().map(row -> "| " + String.join(" | ", row) + " |").collect(joined(rule))
        + "\n";
  }

  String html() {
    if (results.standings().isEmpty()) {
      return "";
    }
    String rows =
        lines()
            .map(row -> row.stream().map(Labels::html).collect(Collectors.joining("</td><td>")))
            .map(row -> "<tr><td>" + row + "</td></tr>")
            .collect(Collectors.joining("\n"));
    return "<h2>Against n = ∞, until decided</h2>\n<p>"
        + Labels.html(explanation())
        + "</p>\n<table>\n"
        + rows
        + "\n</table>\n";
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joined(String rule) {
    return Collectors.collectingAndThen(
        Collectors.joining("\n"), text -> text.replaceFirst("\n", "\n" + rule + "\n"));
  }

  private String explanation() {
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

  private java.util.stream.Stream<List<String>> lines() {
    List<List<String>> lines = new ArrayList<>(List.of(HEADER));
    results.standings().forEach(standing -> lines.add(line(standing)));
    return lines.stream();
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
