package alrc.jobs.report;

import alrc.jobs.ledger.GivenUp;
import alrc.jobs.page.Markdown;
import alrc.jobs.page.Section;
import alrc.jobs.page.Templates;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.StudyResults;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Trials whose attempts are spent, with their causes. */
final class FailuresSection implements ReportSection {
  @Override
  public Optional<Section> section(Findings findings) {
    List<String> lines = lines(findings.results());
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(new Section("What failed", Templates.content("page/lines.jte", lines)));
  }

  @Override
  public String markdown(Findings findings) {
    return lines(findings.results()).stream()
        .map(line -> Markdown.escaped(line) + "\n")
        .collect(Collectors.joining("\n"));
  }

  private static List<String> lines(StudyResults results) {
    if (results.givenUp().isEmpty()) {
      return List.of();
    }
    int all = results.cells().stream().mapToInt(CellResult::failed).sum();
    return GivenUp.words(results.givenUp(), all).lines().toList();
  }
}
