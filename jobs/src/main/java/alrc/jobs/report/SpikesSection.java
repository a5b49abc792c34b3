package alrc.jobs.report;

import alrc.jobs.examples.ExamplePicture;
import alrc.jobs.examples.FoundPictures;
import alrc.jobs.page.Section;
import alrc.jobs.page.Table;
import alrc.jobs.page.TableColumn;
import alrc.jobs.page.Templates;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.ClippedExamples;
import alrc.jobs.results.ClippedExamples.Clipped;
import alrc.jobs.results.TrialFiles;
import gg.jte.Content;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The examples that were clipped most, as pictures: mislabelled and broken images are among them.
 */
final class SpikesSection implements ReportSection {
  private static final String TITLE = "The examples that were clipped most";
  private static final int MOST = 24;

  /**
   * An example and its picture.
   *
   * @param picture what it shows
   * @param counts how often it was clipped, in words
   */
  record Shown(ExamplePicture picture, String counts) {}

  @Override
  public Optional<Section> section(Findings findings) {
    List<CellResult> cells = findings.results().cells();
    ClippedExamples clipped = ClippedExamples.of(cells);
    if (clipped.count() == 0) {
      return lost(clipped);
    }
    List<Clipped> most = clipped.most(MOST);
    FoundPictures found = pictures(cells, most);
    List<Content> content = new ArrayList<>();
    content.add(Templates.content("page/lines.jte", words(clipped, found)));
    List<Shown> shown = new ArrayList<>();
    List<Clipped> unseen = new ArrayList<>();
    for (Clipped example : most) {
      ExamplePicture picture = found.byId().get(example.id());
      if (picture == null) {
        unseen.add(example);
      } else {
        shown.add(new Shown(picture, counts(example, clipped)));
      }
    }
    if (!shown.isEmpty()) {
      content.add(Templates.content("report/spikes.jte", shown));
    }
    if (!unseen.isEmpty()) {
      content.add(table(unseen).html());
    }
    return Optional.of(Section.of(TITLE, content.toArray(Content[]::new)));
  }

  /** Where no record of a trial that clipped can be read; empty where no trial clipped. */
  private static Optional<Section> lost(ClippedExamples clipped) {
    return clipped.unusable() == 0
        ? Optional.empty()
        : Optional.of(
            new Section(
                TITLE,
                Templates.content(
                    "page/paragraph.jte",
                    "Which examples were clipped is not known: the records of "
                        + clipped.unusable()
                        + (clipped.unusable() == 1 ? " trial" : " trials")
                        + " that clipped are missing or damaged.")));
  }

  /** Asks each output's data once, until every example is found. */
  private static FoundPictures pictures(List<CellResult> cells, List<Clipped> most) {
    Set<String> left = new HashSet<>();
    most.forEach(example -> left.add(example.id()));
    Set<TrialFiles> sources = new LinkedHashSet<>();
    cells.forEach(cell -> sources.add(cell.files()));
    Map<String, ExamplePicture> byId = new LinkedHashMap<>();
    Set<String> remarks = new LinkedHashSet<>();
    for (TrialFiles source : sources) {
      FoundPictures found = left.isEmpty() ? FoundPictures.NONE : source.pictures(Set.copyOf(left));
      byId.putAll(found.byId());
      left.removeAll(found.byId().keySet());
      remarks.addAll(found.remarks());
    }
    return new FoundPictures(byId, List.copyOf(remarks));
  }

  private static List<String> words(ClippedExamples clipped, FoundPictures found) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%d examples were clipped in %d trials. A trial records its 100 worst clipped losses,"
                + " judged by loss / limit; the counts are over these. An example that many trials"
                + " clip is often mislabelled, broken or unlike the others: look at it.",
            clipped.count(),
            clipped.clipping()));
    int unread = clipped.clipping() - clipped.read() - clipped.unusable();
    if (unread > 0) {
      lines.add(
          unread + " trials with fewer clipped losses are left out, to keep the report quick.");
    }
    if (clipped.unusable() > 0) {
      lines.add(clipped.unusable() + " trials are left out: their files are missing or damaged.");
    }
    if (clipped.forgot()) {
      lines.add("Counts are lower limits: examples with few clipped losses were not kept.");
    }
    lines.addAll(found.remarks());
    return lines;
  }

  private static String counts(Clipped example, ClippedExamples clipped) {
    return String.format(
        Locale.ROOT,
        "clipped %d times, in %d of %d trials; up to %s × its limit",
        example.times(),
        example.trials(),
        clipped.read(),
        excess(example));
  }

  private static String excess(Clipped example) {
    return Double.isFinite(example.excess())
        ? String.format(Locale.ROOT, example.excess() < 10 ? "%.2f" : "%.3g", example.excess())
        : "∞";
  }

  private static Table table(List<Clipped> examples) {
    return new Table(
        "Examples without a picture",
        List.of(
            TableColumn.text("example"),
            TableColumn.number("clipped"),
            TableColumn.number("trials"),
            TableColumn.number("largest loss / limit")),
        examples.stream()
            .map(
                example ->
                    List.of(
                        example.id(),
                        String.valueOf(example.times()),
                        String.valueOf(example.trials()),
                        excess(example)))
            .toList());
  }
}
