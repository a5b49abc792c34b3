package alrc.jobs.report;

import alrc.core.stats.SignTest;
import alrc.core.study.SeedPlan;
import alrc.jobs.page.Markdown;
import alrc.jobs.page.Section;
import alrc.jobs.page.Table;
import alrc.jobs.page.TableColumn;
import alrc.jobs.page.Templates;
import alrc.jobs.report.value.Labels;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.StudyResults;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Of a study whose seeds go on until they decide: a row for each cell against its baseline (n = ∞),
 * with the seeds it took and what they say. Empty for other studies.
 */
final class UntilDecidedSection implements ReportSection {
  private static final List<TableColumn> HEADER =
      List.of(
          TableColumn.name("cell"),
          TableColumn.number("seeds"),
          TableColumn.number("better"),
          TableColumn.number("worse"),
          TableColumn.number("equal"),
          TableColumn.number("evidence"),
          TableColumn.name("decision"));

  @Override
  public Optional<Section> section(Findings findings) {
    StudyResults results = findings.results();
    return results.standings().isEmpty() || results.ofSeveral()
        ? Optional.empty()
        : Optional.of(
            Section.of(
                "Against n = ∞, until decided",
                Templates.content("page/paragraph.jte", explanation(results)),
                table(results).html()));
  }

  @Override
  public String markdown(Findings findings) {
    StudyResults results = findings.results();
    return results.standings().isEmpty() || results.ofSeveral()
        ? ""
        : Markdown.escaped(explanation(results)) + "\n\n" + table(results).markdown();
  }

  private static Table table(StudyResults results) {
    Map<String, CellResult> cells = new HashMap<>();
    results.cells().forEach(cell -> cells.put(cell.cellId(), cell));
    return new Table(
        "Each cell against its baseline, n = ∞",
        HEADER,
        results.standings().stream()
            .flatMap(
                standing ->
                    Optional.ofNullable(cells.get(standing.comparison().cell().id()))
                        .map(cell -> line(standing, cell, results.axes()))
                        .stream())
            .toList());
  }

  /** The test and its level, in words. */
  private static String explanation(StudyResults results) {
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

  private static List<String> line(SeedPlan.Standing standing, CellResult cell, List<String> axes) {
    SignTest.Tally pairs = standing.pairs();
    return List.of(
        Labels.settings(cell.settings(), axes),
        String.valueOf(standing.seeds()),
        String.valueOf(pairs.better()),
        String.valueOf(pairs.worse()),
        String.valueOf(pairs.equal()),
        String.format(Locale.ROOT, "%.3g", SignTest.evidence(pairs)),
        standing.pending() ? "pending" : standing.decision().word());
  }
}
