package alrc.jobs.spark;

import alrc.jobs.ledger.CodeVersion;
import alrc.jobs.storage.FoundFile;
import alrc.jobs.storage.Storage;
import alrc.stem.codec.SettingsJson;
import alrc.stem.dataset.Manifest;
import alrc.stem.dataset.ParquetMasks;
import alrc.stem.dataset.ParquetRejects;
import alrc.stem.dataset.Reject;
import alrc.stem.dataset.SourceFacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.util.LongAccumulator;

/**
 * The prepare job: files to a data set. One task handles some files as a stream; what is in the
 * output already is not done again.
 */
public final class PrepareJob {
  private final PrepareSpec spec;
  private final SparkSettings settings;

  public PrepareJob(PrepareSpec spec, SparkSettings settings) {
    this.spec = spec;
    this.settings = settings;
  }

  /**
   * What a run came to.
   *
   * @param manifest of the whole data set
   * @param seconds from the first task to the last commit
   * @param prepared examples made by this run
   */
  public record Prepared(Manifest manifest, double seconds, long prepared) {}

  /** Prepares the files and brings the data set's own papers up to date. */
  public Prepared run(List<FoundFile> files) throws IOException {
    try (SparkRun spark = SparkRun.start("prepare", settings)) {
      Storage storage = spark.storage().open();
      storage.makeFolder("--output", spec.output());
      SharedFolder.check(spark, storage, spec.output());
      Map<String, SourceFacts> facts = PreparedParts.read(storage, spec);
      long start = System.nanoTime();
      List<SourceFacts> made = prepare(spark, files, facts);
      made.forEach(source -> facts.put(source.source(), source));
      Manifest manifest = settle(storage, files, facts);
      double seconds = (System.nanoTime() - start) / 1e9;
      long examples = made.stream().mapToLong(SourceFacts::examples).sum();
      return new Prepared(manifest, seconds, examples);
    }
  }

  private List<SourceFacts> prepare(
      SparkRun spark, List<FoundFile> files, Map<String, SourceFacts> done) {
    Map<String, String> known = new TreeMap<>();
    done.forEach((source, facts) -> known.put(source, facts.sha256()));
    List<String> batches =
        SourceBatch.spread(files, known, spark.slots()).stream().map(SourceBatch::toJson).toList();
    LongAccumulator counter = spark.counter("files");
    TaskProgress progress = new TaskProgress("files", files.size());
    spark.onTaskEnd(() -> progress.reached(counter.value()));
    PrepareTask task = new PrepareTask(spec.toJson(), spark.storage(), counter);
    List<String> made = spark.run("prepare " + spec.output(), batches, task);
    progress.end();
    return made.stream().map(json -> SettingsJson.read(json, SourceFacts.class)).toList();
  }

  /** Writes rejects, masks and, last, the manifest. */
  private Manifest settle(Storage storage, List<FoundFile> files, Map<String, SourceFacts> facts)
      throws IOException {
    List<Reject> rejects = new ArrayList<>(earlierRejects(storage, files, facts));
    facts.values().forEach(source -> rejects.addAll(source.rejects()));
    storage.publish(
        Storage.inside(spec.output(), "rejects.parquet"),
        place -> ParquetRejects.write(place, rejects));
    storage.publish(
        Storage.inside(spec.output(), "masks.parquet"),
        place -> ParquetMasks.write(place, spec.parsedRecipe().mask().stream().toList()));
    Manifest manifest =
        PreparedManifest.of(spec, facts.values(), rejects, Map.of("alrc", CodeVersion.current()));
    storage.writeText(Storage.inside(spec.output(), Manifest.FILE), manifest.toJson());
    return manifest;
  }

  /** Rejects of files that this run was not asked about. */
  private List<Reject> earlierRejects(
      Storage storage, List<FoundFile> files, Map<String, SourceFacts> facts) throws IOException {
    String address = Storage.inside(spec.output(), "rejects.parquet");
    if (!storage.exists(address)) {
      return List.of();
    }
    Set<String> asked = new HashSet<>(facts.keySet());
    files.forEach(file -> asked.add(file.source()));
    List<Reject> earlier = new ArrayList<>(ParquetRejects.read(storage.input(address)));
    earlier.removeIf(reject -> asked.contains(reject.source()));
    return earlier;
  }
}
