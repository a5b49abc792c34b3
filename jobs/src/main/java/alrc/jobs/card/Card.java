package alrc.jobs.card;

import alrc.jobs.report.Labels;
import alrc.jobs.report.Page;
import alrc.jobs.storage.Storage;
import alrc.settings.RecordJson;
import alrc.stem.dataset.Manifest;
import alrc.stem.dataset.Reject;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.scan.ScanMask;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** {@code card.html}: a data set at a glance, in one file that needs nothing outside itself. */
public final class Card {
  /** The file's name. */
  public static final String FILE = "card.html";

  private static final String STYLE =
      """
      td.number { text-align: right; font-variant-numeric: tabular-nums; }
      .pairs { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1rem; }
      figure { margin: 0; }
      figcaption { font-size: .75rem; color: #555; overflow-wrap: anywhere; margin-top: .2rem; }
      .pairs img { width: 49%; image-rendering: pixelated; }
      .path { display: flex; gap: 1rem; align-items: flex-start; margin: 1rem 0; }
      .charts { display: grid; grid-template-columns: repeat(2, 1fr); gap: 1rem; }
      td { overflow-wrap: anywhere; }
      pre { background: #f6f6f6; padding: .8rem; overflow-x: auto; font-size: .8rem; }
      """;

  private Card() {}

  /**
   * Writes the card of a data set, over an earlier one.
   *
   * @param manifest what it will say
   * @param masks its scan paths
   * @param sources all that were met
   * @param rejects all of theirs
   */
  public static void write(
      Storage storage,
      String dataset,
      Manifest manifest,
      List<ScanMask> masks,
      Collection<SourceFacts> sources,
      List<Reject> rejects)
      throws IOException {
    Survey survey = Surveyor.of(storage, dataset, manifest.seed(), masks);
    CardFacts facts = CardFacts.of(manifest, masks, sources, rejects, survey);
    storage.writeText(Storage.inside(dataset, FILE), html(facts));
  }

  /** The page. */
  static String html(CardFacts facts) throws IOException {
    String title = "Data set " + facts.manifest().recipe();
    String body =
        "<h1>"
            + Labels.html(title)
            + "</h1>\n"
            + made(facts.manifest())
            + CardTables.counts(facts.manifest())
            + CardPictures.examples(facts.survey(), facts.manifest().examples())
            + CardPictures.paths(facts.masks())
            + CardPictures.rawValues(facts.survey())
            + CardTables.shapes(facts.shapes())
            + CardTables.rejects(facts.rejects())
            + recipe(facts.manifest());
    return Page.html(title, STYLE, body);
  }

  private static String made(Manifest manifest) {
    return String.format(
        Locale.ROOT,
        "<p>Recipe %s, seed %d; %s, %s scans, %s pixels; split %s; digest <code>%s</code>.</p>\n",
        Labels.html(manifest.recipe()),
        manifest.seed(),
        Labels.html(manifest.format()),
        Labels.html(manifest.scanLayout()),
        Labels.html(manifest.pixels()),
        Labels.html(manifest.split()),
        Labels.html(manifest.digest()));
  }

  private static String recipe(Manifest manifest) {
    return "<h2>Recipe</h2>\n<pre>"
        + Labels.html(RecordJson.prettyText(manifest.recipeSettings()))
        + "</pre>\n<p>Made by "
        + Labels.html(String.join(", ", versions(manifest)))
        + ".</p>\n";
  }

  private static List<String> versions(Manifest manifest) {
    return manifest.versions().entrySet().stream()
        .map(version -> version.getKey() + " " + version.getValue())
        .sorted()
        .toList();
  }
}
