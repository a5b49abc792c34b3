package alrc.jobs.spark.prepare;

import alrc.jobs.card.Card;
import alrc.jobs.export.Croissant;
import alrc.jobs.ledger.CodeVersion;
import alrc.jobs.storage.Storage;
import alrc.stem.dataset.Duplicate;
import alrc.stem.dataset.Manifest;
import alrc.stem.dataset.ParquetDuplicates;
import alrc.stem.dataset.ParquetMasks;
import alrc.stem.dataset.ParquetRejects;
import alrc.stem.dataset.ParquetSources;
import alrc.stem.dataset.Reject;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.scan.ScanMask;
import alrc.stem.transform.PlannedScan;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of a data set that describe all of its parts. */
final class DatasetFiles {
  private static final List<String> ALL =
      List.of(
          ParquetRejects.FILE,
          ParquetDuplicates.FILE,
          ParquetSources.FILE,
          ParquetMasks.FILE,
          Card.FILE,
          Croissant.FILE,
          Manifest.FILE);

  private final Storage storage;
  private final PrepareSpec spec;
  private final Map<String, SourceFacts> facts;
  private final List<Duplicate> duplicates;

  /** The files for these sources and the copies among them. */
  DatasetFiles(
      Storage storage,
      PrepareSpec spec,
      Map<String, SourceFacts> facts,
      List<Duplicate> duplicates) {
    this.storage = storage;
    this.spec = spec;
    this.facts = facts;
    this.duplicates = duplicates;
  }

  /** All rejects of the data set. */
  List<Reject> rejects() {
    return facts.values().stream().flatMap(source -> source.rejects().stream()).toList();
  }

  /**
   * Writes the tables, the card, the Croissant file and, last, the manifest. The card and the
   * Croissant file read all parts, so they stay where this run changed nothing.
   *
   * @param isNew whether this run made or read anything new
   */
  Manifest settle(boolean isNew) throws IOException {
    Manifest manifest =
        PreparedManifest.of(
            spec, facts.values(), rejects(), duplicates, Map.of("alrc", CodeVersion.described()));
    if (!isNew && isWhole() && manifest.toJson().equals(storage.readText(place(Manifest.FILE)))) {
      return manifest;
    }
    tables();
    Optional<PlannedScan> scan = spec.parsedRecipe().scan();
    Card.write(storage, spec.output(), manifest, scan, facts.values(), rejects());
    Croissant.write(storage, spec.output(), manifest, facts.values());
    storage.writeText(place(Manifest.FILE), manifest.toJson());
    return manifest;
  }

  private boolean isWhole() throws IOException {
    for (String name : ALL) {
      if (!storage.exists(place(name))) {
        return false;
      }
    }
    return true;
  }

  private void tables() throws IOException {
    List<Reject> rejects = rejects();
    List<SourceFacts> withoutPart =
        facts.values().stream().filter(source -> source.examples() == 0).toList();
    storage.publish(
        place(ParquetRejects.FILE),
        place -> ParquetRejects.write(place, rejects, spec.facts(withoutPart)));
    storage.publish(
        place(ParquetDuplicates.FILE), place -> ParquetDuplicates.write(place, duplicates));
    storage.publish(
        place(ParquetSources.FILE), place -> ParquetSources.write(place, facts.values()));
    List<ScanMask> masks = spec.parsedRecipe().scan().map(PlannedScan::mask).stream().toList();
    storage.publish(place(ParquetMasks.FILE), place -> ParquetMasks.write(place, masks));
  }

  private String place(String name) {
    return Storage.inside(spec.output(), name);
  }
}
