package alrc.jobs.report;

import alrc.jobs.page.Markdown;
import alrc.jobs.page.Section;
import alrc.jobs.page.Table;
import java.util.Map;
import java.util.Optional;

/** The table of final errors, for every format. */
final class ErrorTableSection implements ReportSection {
  @Override
  public Optional<Section> section(Findings findings) {
    String title = LossUnit.named("Final training error", findings.results().cells());
    return Optional.of(new Section(title, table(findings).html()));
  }

  @Override
  public Map<String, String> files(Findings findings) {
    return Map.of(
        "table.tex", table(findings).latex(),
        "table.csv", CellTable.csv(findings.results()),
        "comparisons.csv", findings.decisions().csv());
  }

  @Override
  public String markdown(Findings findings) {
    Table table = table(findings);
    return Markdown.escaped(table.caption()) + ".\n\n" + table.markdown();
  }

  private static Table table(Findings findings) {
    return new OutcomeTable(findings.results()).table();
  }
}
