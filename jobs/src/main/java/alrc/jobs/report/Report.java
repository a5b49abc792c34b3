package alrc.jobs.report;

import alrc.jobs.chart.ChartFigure;
import alrc.jobs.page.Markdown;
import alrc.jobs.page.Page;
import alrc.jobs.page.Section;
import alrc.jobs.page.Templates;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.StudyResults;
import gg.jte.Content;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/** Turns the results of a study into the files a reader wants: a pure function. */
public final class Report {
  private Report() {}

  /** The files of a report without choices. */
  public static Map<String, String> files(StudyResults results) {
    return files(results, ReportOptions.USUAL);
  }

  /** File names and their text: report.html, table.md and those of the sections. */
  public static Map<String, String> files(StudyResults results, ReportOptions options) {
    return files(results, options, step -> {});
  }

  /**
   * The same, step by step.
   *
   * @param doing is given what comes next, in words
   */
  public static Map<String, String> files(
      StudyResults results, ReportOptions options, Consumer<String> doing) {
    doing.accept("comparing the cells");
    Findings findings = Findings.of(results, options);
    Map<String, String> files = new LinkedHashMap<>();
    files.put("table.md", markdown(findings));
    for (int i = 0; i < ReportSections.ALL.size(); i++) {
      doing.accept(
          "making tables and figures, section " + (i + 1) + " of " + ReportSections.ALL.size());
      files.putAll(ReportSections.ALL.get(i).files(findings));
    }
    doing.accept("making the page");
    files.put("report.html", page(findings).html());
    return files;
  }

  private static String markdown(Findings findings) {
    List<String> pieces = new ArrayList<>();
    Answer.lines(findings).forEach(line -> pieces.add(Markdown.escaped(line) + "\n"));
    ReportSections.ALL.forEach(section -> pieces.add(section.markdown(findings)));
    pieces.removeIf(String::isEmpty);
    return String.join("\n", pieces);
  }

  /**
   * What stands above the first section, plain sentences.
   *
   * @param remarks on the page itself
   * @param answers one per comparison
   * @param counts of trials, and what is left out
   * @param notes on how it was decided
   */
  public record Lead(
      List<String> remarks, List<String> answers, List<String> counts, List<String> notes) {
    /** Copies the lists. */
    public Lead {
      remarks = List.copyOf(remarks);
      answers = List.copyOf(answers);
      counts = List.copyOf(counts);
      notes = List.copyOf(notes);
    }

    /** The same with a remark before it. */
    public Lead with(String remark) {
      return new Lead(List.of(remark), answers, counts, notes);
    }

    /** The lead as HTML. */
    public Content html() {
      return Templates.content("report/lead.jte", this);
    }
  }

  /** What a page shows of results: the lead, and the sections below it. */
  public record Shown(Lead lead, List<Section> sections) {}

  /** What a live page shows of results: its figures are drawn by {@link ChartFigure#scripts}. */
  public static Shown shown(StudyResults results, ReportOptions options) {
    Findings findings = Findings.of(results, options).live();
    return new Shown(lead(findings), sections(findings));
  }

  private static List<Section> sections(Findings findings) {
    return ReportSections.ALL.stream()
        .map(section -> section.section(findings))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Lead lead(Findings findings) {
    List<String> counts = new ArrayList<>();
    counts.add(counts(findings.results().cells()));
    counts.addAll(Outputs.lines(findings));
    if (!findings.leftOut().isEmpty()) {
      counts.add(findings.leftOut());
    }
    return new Lead(List.of(), Answer.sentences(findings), counts, Answer.notes(findings));
  }

  private static Page page(Findings findings) {
    List<Section> sections = sections(findings);
    return new Page(
        findings.results().study(),
        lead(findings).html(),
        sections,
        findings.figures().isEmpty() ? output -> {} : ChartFigure.scripts());
  }

  private static String counts(List<CellResult> cells) {
    long completed = sum(cells, CellResult::completed);
    long diverged = sum(cells, CellResult::diverged);
    long failed = sum(cells, CellResult::failed);
    long pending = sum(cells, CellResult::pending);
    return String.format(
        Locale.ROOT,
        "%s, %s: %d completed, %d diverged, %d failed, %d pending.",
        counted(cells.size(), "cell"),
        counted(completed + diverged + failed + pending, "trial"),
        completed,
        diverged,
        failed,
        pending);
  }

  private static String counted(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private static long sum(List<CellResult> cells, ToLongFunction<CellResult> count) {
    return cells.stream().mapToLong(count).sum();
  }
}
