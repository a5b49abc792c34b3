package alrc.jobs.export;

import alrc.jobs.storage.Storage;
import alrc.settings.RecordJson;
import alrc.stem.dataset.Manifest;
import alrc.stem.dataset.ParquetDuplicates;
import alrc.stem.dataset.ParquetMasks;
import alrc.stem.dataset.ParquetRejects;
import alrc.stem.dataset.ParquetSources;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.dataset.Split;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code croissant.json}: a prepared data set in the Croissant format, version 1.1
 * (mlcommons.org/croissant/1.1): its files, the columns of its examples, its splits, and the
 * micrographs of which it was made, by PROV-O.
 */
public final class Croissant {
  /** The file's name. */
  public static final String FILE = "croissant.json";

  private static final List<String> TABLES =
      List.of(ParquetMasks.FILE, ParquetSources.FILE, ParquetRejects.FILE, ParquetDuplicates.FILE);

  private static final int MOST_SOURCES = 1_000;
  private static final String NOT_STATED = "not stated";

  private final Manifest manifest;
  private final ObjectNode root = JsonNodeFactory.instance.objectNode();
  private final ArrayNode distribution;

  private Croissant(Manifest manifest, LocalDate published) {
    this.manifest = manifest;
    root.set("@context", CroissantContext.node());
    root.put("@type", "sc:Dataset");
    root.put("name", "alrc-" + manifest.recipe()).put("description", description());
    root.put("conformsTo", "http://mlcommons.org/croissant/1.1");
    root.put("identifier", manifest.digest()).put("url", "./");
    root.putObject("license").put("@type", "CreativeWork").put("name", NOT_STATED);
    root.putObject("creator").put("@type", "Organization").put("name", NOT_STATED);
    root.put("datePublished", published.toString());
    distribution = root.putArray("distribution");
  }

  private String description() {
    return String.format(
        Locale.ROOT,
        "%d examples for completing partial STEM scans, cut from %d micrograph files by the recipe"
            + " %s with seed %d.",
        manifest.examples(),
        manifest.filesUsed(),
        manifest.recipe(),
        manifest.seed());
  }

  /**
   * Writes the file beside the others of a data set, whose manifest is written next.
   *
   * @param sources all files that were found
   */
  public static void write(
      Storage storage, String dataset, Manifest manifest, Collection<SourceFacts> sources)
      throws IOException {
    Croissant croissant = new Croissant(manifest, LocalDate.now(ZoneOffset.UTC));
    byte[] text = manifest.toJson().getBytes(StandardCharsets.UTF_8);
    croissant.add(Manifest.FILE, FileFacts.of(text));
    for (String table : TABLES) {
      croissant.add(table, FileFacts.of(storage, Storage.inside(dataset, table)));
    }
    storage.writeText(Storage.inside(dataset, FILE), croissant.json(sources));
  }

  private void add(String name, FileFacts facts) {
    ObjectNode file = distribution.addObject().put("@type", "cr:FileObject").put("@id", name);
    file.put("name", name).put("contentUrl", name);
    file.put("contentSize", facts.bytes() + " B").put("encodingFormat", format(name));
    file.put("sha256", facts.sha256());
  }

  private static String format(String name) {
    return name.endsWith(".json") ? "application/json" : CroissantRecords.PARQUET;
  }

  private String json(Collection<SourceFacts> sources) {
    ArrayNode records = root.putArray("recordSet");
    records.add(splits());
    new CroissantRecords(manifest).addTo(distribution, records);
    List<SourceFacts> used = sources.stream().filter(each -> each.examples() > 0).toList();
    ArrayNode derived = root.putArray("prov:wasDerivedFrom");
    if (used.size() > MOST_SOURCES) {
      derived.addObject().put("@id", ParquetSources.FILE);
    } else {
      used.forEach(source -> derived.add(source(source)));
    }
    ObjectNode activity = root.putObject("prov:wasGeneratedBy").put("@type", "prov:Activity");
    activity.put(
        "prov:label", "alrc prepare, recipe " + manifest.recipe() + ", seed " + manifest.seed());
    ArrayNode programs = activity.putArray("prov:wasAssociatedWith");
    manifest.versions().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            version ->
                programs
                    .addObject()
                    .put("@type", "prov:SoftwareAgent")
                    .put("prov:label", version.getKey() + " " + version.getValue()));
    return RecordJson.prettyText(root) + "\n";
  }

  private static ObjectNode source(SourceFacts source) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("@type", "prov:Entity")
        .put("prov:label", source.source())
        .put("sha256", source.sha256());
  }

  private static ObjectNode splits() {
    ObjectNode splits = JsonNodeFactory.instance.objectNode();
    splits.put("@type", "cr:RecordSet").put("@id", "splits").put("name", "splits");
    splits.put("dataType", "cr:Split");
    splits.putObject("key").put("@id", "splits/name");
    ArrayNode fields = splits.putArray("field");
    fields
        .addObject()
        .put("@type", "cr:Field")
        .put("@id", "splits/name")
        .put("dataType", "sc:Text");
    fields.addObject().put("@type", "cr:Field").put("@id", "splits/url").put("dataType", "sc:URL");
    ArrayNode data = splits.putArray("data");
    for (Split split : Split.values()) {
      String meaning =
          switch (split) {
            case TRAIN -> "cr:TrainingSplit";
            case VALIDATION -> "cr:ValidationSplit";
            case TEST -> "cr:TestSplit";
          };
      data.addObject().put("splits/name", split.label()).put("splits/url", meaning);
    }
    return splits;
  }
}
