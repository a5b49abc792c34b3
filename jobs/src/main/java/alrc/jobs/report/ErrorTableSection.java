package alrc.jobs.report;

import alrc.jobs.page.Markdown;
import alrc.jobs.page.Section;
import alrc.jobs.page.Table;
import alrc.jobs.report.value.LossUnit;
import gg.jte.Content;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The table of final errors, for every format; for several losses also that of the error which they
 * have in common.
 */
final class ErrorTableSection implements ReportSection {
  @Override
  public Optional<Section> section(Findings findings) {
    String title = LossUnit.named("Final training error", findings.results().cells());
    Content[] tables =
        tables(findings).stream().map(one -> one.table().html()).toArray(Content[]::new);
    return Optional.of(Section.of(title, tables));
  }

  @Override
  public Map<String, String> files(Findings findings) {
    String latex =
        tables(findings).stream().map(OutcomeTable::latex).collect(Collectors.joining("\n"));
    Map<String, String> files = new LinkedHashMap<>(); // the crate lists them in this order
    files.put("table.tex", latex);
    files.put("table.csv", CellTable.csv(findings.results()));
    files.put("comparisons.csv", findings.decisions().csv(findings.results().ofSeveral()));
    return files;
  }

  @Override
  public String markdown(Findings findings) {
    return tables(findings).stream()
        .map(one -> markdown(one.table()))
        .collect(Collectors.joining("\n"));
  }

  private static String markdown(Table table) {
    return Markdown.escaped(table.caption()) + "\n\n" + table.markdown();
  }

  private static List<OutcomeTable> tables(Findings findings) {
    return findings.tables().of(findings);
  }
}
