package alrc.jobs.card;

import alrc.jobs.page.Page;
import alrc.jobs.page.Section;
import alrc.jobs.page.Templates;
import alrc.jobs.storage.Storage;
import alrc.stem.dataset.Manifest;
import alrc.stem.dataset.Reject;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.scan.ScanMask;
import alrc.stem.transform.PlannedScan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** {@code card.html}: a data set at a glance, in one file that needs nothing outside itself. */
public final class Card {
  /** The file's name. */
  public static final String FILE = "card.html";

  private Card() {}

  /**
   * Writes the card of a data set, over an earlier one.
   *
   * @param manifest what it will say
   * @param scan of its recipe, if it has one
   * @param sources all files that were found
   * @param rejects all rejects of these files
   */
  public static void write(
      Storage storage,
      String dataset,
      Manifest manifest,
      Optional<PlannedScan> scan,
      Collection<SourceFacts> sources,
      List<Reject> rejects)
      throws IOException {
    List<ScanMask> masks = scan.map(PlannedScan::mask).stream().toList();
    Survey survey = Surveyor.of(storage, dataset, manifest.seed(), masks);
    CardFacts facts = CardFacts.of(manifest, scan, sources, rejects, survey);
    storage.writeText(Storage.inside(dataset, FILE), html(facts));
  }

  /** The page. */
  static String html(CardFacts facts) throws IOException {
    Manifest manifest = facts.manifest();
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("Counts", CardTables.counts(manifest).html()));
    sections.add(
        new Section("Truths and scans", Templates.content("card/gallery.jte", gallery(facts))));
    sections.add(new Section("Scan paths", Templates.content("card/paths.jte", paths(facts))));
    sections.add(
        new Section("Stored values", Templates.content("card/values.jte", facts.survey())));
    if (!facts.shapes().isEmpty()) {
      sections.add(new Section("Image shapes", CardTables.shapes(facts.shapes()).html()));
    }
    sections.add(
        new Section(
            "Rejects",
            facts.rejects().isEmpty()
                ? Templates.content("page/paragraph.jte", "Nothing was rejected.")
                : CardTables.rejects(facts.rejects()).html()));
    sections.add(new Section("Recipe", Templates.content("card/recipe.jte", manifest)));
    return new Page(
            "Data set " + manifest.recipe(), Templates.content("card/lead.jte", manifest), sections)
        .html();
  }

  private static Gallery gallery(CardFacts facts) throws IOException {
    List<Shown> shown = new ArrayList<>();
    for (Pictured example : facts.survey().sample()) {
      CardFacts.Place place = new CardFacts.Place(example.key().source(), example.key().image());
      shown.add(Shown.of(example, Optional.ofNullable(facts.pixelSizes().get(place))));
    }
    return new Gallery(shown, facts.manifest().examples());
  }

  private static List<PathShown> paths(CardFacts facts) throws IOException {
    if (facts.scan().isPresent()) {
      return List.of(PathShown.of(facts.scan().get(), facts.pixelSizes().values()));
    }
    List<PathShown> paths = new ArrayList<>();
    for (ScanMask mask : facts.masks()) {
      paths.add(PathShown.of(mask));
    }
    return paths;
  }
}
