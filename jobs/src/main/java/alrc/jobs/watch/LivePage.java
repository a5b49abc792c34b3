package alrc.jobs.watch;

import alrc.jobs.chart.ChartFigure;
import alrc.jobs.page.Page;
import alrc.jobs.page.Section;
import alrc.jobs.page.Templates;
import alrc.jobs.report.Report;
import alrc.jobs.report.ReportOptions;
import alrc.jobs.results.StudyResults;
import gg.jte.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes the page of a moment: how far the sweep is, what is being trained, what failed, and then
 * the report of what is recorded. The report is made again only when something was recorded.
 */
final class LivePage {
  private static final String SCRIPT = resource("watch.js");

  private @Nullable StudyResults reported;
  private Report.Lead answer = new Report.Lead(List.of(), List.of(), List.of(), List.of());
  private List<Section> sections = List.of();

  /**
   * The page of a moment.
   *
   * @param why the output could not be read since then; null if it was
   */
  View view(long version, Moment moment, @Nullable String why) {
    if (!moment.results().equals(reported)) {
      report(moment.results());
    }
    Report.Lead lead =
        why == null
            ? answer
            : answer.with(
                "The output cannot be read now: " + why + ". The page shows what was read last.");
    List<Section> all = new ArrayList<>(LiveSections.of(moment));
    all.addAll(sections);
    return made(
        version,
        new Page(moment.results().study(), lead.html(), all, end(version)),
        moment.hasEnded());
  }

  /** The page before anything could be read. */
  View unread(long version, @Nullable String why) {
    return message(version, "The output cannot be read: " + why + ". alrc tries again.");
  }

  /** The page while an output is read for the first time. */
  View reading() {
    return message(0, "alrc reads the output. The report will appear here.");
  }

  private static View message(long version, String text) {
    Content lead = Templates.content("page/lines.jte", List.of(text));
    return made(version, new Page("Sweep", lead, List.of(), end(version)), false);
  }

  private static View made(long version, Page page, boolean ended) {
    return new View(version, page.html(), page.inside(), ended);
  }

  private void report(StudyResults results) {
    Report.Shown shown = Report.shown(results, ReportOptions.USUAL);
    answer = shown.lead();
    sections = shown.sections().stream().map(LivePage::rendered).toList();
    reported = results;
  }

  /** A section whose body is text already. */
  private static Section rendered(Section section) {
    String text = Templates.text(section.body());
    return new Section(section.title(), output -> output.writeContent(text));
  }

  private static Content end(long version) {
    String start = String.format(Locale.ROOT, "alrcWatch(%d);", version);
    return output -> {
      ChartFigure.scripts().writeTo(output);
      output.writeContent(
          "<p id=\"link\" role=\"status\" hidden></p>\n<script>" + SCRIPT + start + "</script>\n");
    };
  }

  private static String resource(String name) {
    try (InputStream stream = LivePage.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("this build lacks " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
