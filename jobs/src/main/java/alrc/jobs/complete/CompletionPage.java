package alrc.jobs.complete;

import alrc.jobs.complete.picture.DistributionSvg;
import alrc.jobs.page.Page;
import alrc.jobs.page.Section;
import alrc.jobs.page.Table;
import alrc.jobs.page.TableColumn;
import alrc.jobs.page.Templates;
import alrc.stem.dataset.Reject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** {@code completions.html}: completions at a glance, beside their truths and the baselines. */
final class CompletionPage {
  /** The file's name. */
  static final String FILE = "completions.html";

  private static final int MOST_SOURCES = 20;

  private static final String CAPTION =
      "Mean over images ± half its 95 % interval, which is over sources where there are several."
          + " RMSE is on the scale −1 to 1, against the blurred truth.";

  private static final String COMPARED =
      " The best baseline is chosen for each image by its RMSE; the difference is the model's RMSE"
          + " less the best baseline's, negative where the model is better.";

  private final CompletionSpec spec;
  private final CompletionGallery gallery;
  private final int shown;

  /**
   * Pages of an output.
   *
   * @param done facts of its files, by address
   * @param shown examples of each kind
   */
  CompletionPage(
      CompletionFolder folder,
      CompletionSpec spec,
      ScanSet scans,
      Map<String, ChunkFacts> done,
      int shown) {
    this.spec = spec;
    this.gallery = new CompletionGallery(folder.storage(), scans, done);
    this.shown = shown;
  }

  String html(
      CompletionManifest manifest, Scoreboard board, List<Group> groups, List<Reject> rejects)
      throws IOException {
    List<Section> sections = new ArrayList<>();
    List<Scoreboard.Placed> ranked = board.ranked();
    if (!ranked.isEmpty()) {
      addScores(sections, groups);
      addRanked(sections, ranked);
    } else if (!board.all().isEmpty()) {
      List<Scoreboard.Placed> first =
          board.all().subList(0, Math.min(3 * shown, board.all().size()));
      add(sections, "Completions", "The first scans by name; they have no truth.", first);
    }
    if (!rejects.isEmpty()) {
      sections.add(new Section("Rejected scans", rejected(rejects).html()));
    }
    sections.add(new Section("How it was made", Templates.content("complete/made.jte", manifest)));
    String title = "Completions by " + spec.model().title();
    return new Page(title, Templates.content("page/lines.jte", lead(manifest, groups)), sections)
        .html();
  }

  private List<String> lead(CompletionManifest manifest, List<Group> groups) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%d scans: %d completed, %d rejected.",
            manifest.scans(),
            manifest.completed(),
            manifest.rejected()));
    if (!groups.isEmpty()) {
      ModelVerdict.of(spec.model().title(), groups.get(0)).ifPresent(lines::add);
    }
    return lines;
  }

  private void addScores(List<Section> sections, List<Group> groups) {
    List<Group> top =
        groups.stream().filter(g -> g.by().equals("all") || g.by().equals("split")).toList();
    sections.add(
        new Section(
            "Errors",
            output -> {
              SummaryTable.table(
                      CAPTION + (groups.get(0).baselines().isEmpty() ? "" : COMPARED), "split", top)
                  .html()
                  .writeTo(output);
              if (!groups.get(0).baselines().isEmpty()) {
                SummaryTable.baselines(groups.get(0)).html().writeTo(output);
              }
            }));
    sections.add(
        new Section(
            "Distribution", DistributionSvg.of(groups.get(0).images(), spec.model().title())));
    List<Group> coverages = groups.stream().filter(g -> g.by().equals("coverage")).toList();
    if (coverages.size() > 1) {
      Table table = SummaryTable.table("Mean weight of the scan path", "coverage", coverages);
      sections.add(new Section("By coverage", table.html()));
    }
    List<Group> sources =
        groups.stream()
            .filter(g -> g.by().equals("source") && g.metric("rmse").isPresent())
            .sorted(
                java.util.Comparator.comparingDouble(
                    (Group g) -> -g.metric("rmse").orElseThrow().value()))
            .limit(MOST_SOURCES)
            .toList();
    if (sources.size() > 1) {
      Table table =
          SummaryTable.table(
              "Micrographs, the largest mean error first; summary.csv has all", "source", sources);
      sections.add(new Section("By source", table.html()));
    }
  }

  private void addRanked(List<Section> sections, List<Scoreboard.Placed> ranked)
      throws IOException {
    int count = Math.min(shown, ranked.size());
    int middle = Math.max(0, Math.min(ranked.size() - count, (ranked.size() - count + 1) / 2));
    String words = CompletionGallery.WORDS;
    add(sections, "Best", "The least RMSE. " + words, ranked.subList(0, count));
    add(sections, "Median", "In the middle by RMSE.", ranked.subList(middle, middle + count));
    List<Scoreboard.Placed> worst =
        new ArrayList<>(ranked.subList(ranked.size() - count, ranked.size()));
    java.util.Collections.reverse(worst);
    add(sections, "Worst", "The largest RMSE first.", worst);
  }

  private void add(
      List<Section> sections, String title, String words, List<Scoreboard.Placed> placed)
      throws IOException {
    if (!placed.isEmpty()) {
      CompletionGallery.Shown pictures = gallery.of(words, placed);
      sections.add(new Section(title, Templates.content("complete/gallery.jte", pictures)));
    }
  }

  private static Table rejected(List<Reject> rejects) {
    Map<String, List<Reject>> reasons = new TreeMap<>();
    rejects.forEach(r -> reasons.computeIfAbsent(r.reason(), key -> new ArrayList<>()).add(r));
    List<List<String>> rows = new ArrayList<>();
    reasons.forEach(
        (reason, all) ->
            rows.add(
                List.of(
                    reason, "" + all.size(), all.get(0).source() + ": " + all.get(0).detail())));
    return new Table(
        "Scans that were not completed, by reason",
        List.of(
            TableColumn.name("reason"),
            TableColumn.number("scans"),
            TableColumn.text("for example")),
        rows);
  }
}
