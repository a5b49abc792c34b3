package alrc.jobs.report;

import alrc.core.stats.SignTest;
import alrc.core.study.SeedPlan;
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
    StringBuilder text = new StringBuilder("\n" + explanation() + "\n\n");
    text.append("| ").append(String.join(" | ", HEADER)).append(" |\n");
    text.append("|").append("---|".repeat(HEADER.size())).append("\n");
    for (SeedPlan.Standing standing : results.standings()) {
      text.append("| ").append(String.join(" | ", line(standing))).append(" |\n");
    }
    return text.toString();
  }

  String html() {
    if (results.standings().isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("<h2>Against n = ∞, until decided</h2>\n<p>");
    text.append(Labels.html(explanation())).append("</p>\n<table>\n<thead>");
    text.append(row("th", HEADER)).append("</thead>\n<tbody>\n");
    for (SeedPlan.Standing standing : results.standings()) {
      text.append(row("td", line(standing))).append("\n");
    }
    return text.append("</tbody>\n</table>\n").toString();
  }

  private static String row(String element, List<String> values) {
    return values.stream()
        .map(value -> "<" + element + ">" + Labels.html(value) + "</" + element + ">")
        .collect(Collectors.joining("", "<tr>", "</tr>"));
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
