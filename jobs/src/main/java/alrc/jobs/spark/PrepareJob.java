package alrc.jobs.spark;

import alrc.jobs.fault.UserMistake;
import alrc.jobs.ledger.CodeVersion;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.storage.FoundFile;
import alrc.jobs.storage.Storage;
import alrc.stem.codec.SettingsJson;
import alrc.stem.dataset.Manifest;
import alrc.stem.dataset.ParquetMasks;
import alrc.stem.dataset.ParquetRejects;
import alrc.stem.dataset.PartFacts;
import alrc.stem.dataset.Reject;
import alrc.stem.dataset.SourceFacts;
import java.io.IOException;
import java.util.List;
import java.util.Map;
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
   * @param sources files that this run met for the first time
   */
  public record Prepared(Manifest manifest, double seconds, long prepared, long sources) {}

  /** Prepares the files and brings the data set's own papers up to date. */
  public Prepared run(List<FoundFile> files) throws IOException {
    try (SparkRun spark = SparkRun.start("prepare", settings)) {
      Storage storage = spark.storage().open();
      refuseSweep(storage);
      storage.makeFolder("--output", spec.output());
      SharedFolder.check(spark, storage, spec.output());
      PreparedParts.removeAbandoned(storage, spec);
      Map<String, SourceFacts> done = PreparedParts.done(storage, spec);
      Map<String, SourceFacts> facts = PreparedParts.rejected(storage, spec);
      facts.putAll(done);
      long start = System.nanoTime();
      List<SourceFacts> made = prepare(spark, files, done);
      long fresh = made.stream().filter(source -> !facts.containsKey(source.source())).count();
      made.forEach(source -> facts.put(source.source(), source));
      Manifest manifest = settle(storage, facts);
      double seconds = (System.nanoTime() - start) / 1e9;
      long examples = made.stream().mapToLong(SourceFacts::examples).sum();
      return new Prepared(manifest, seconds, examples, fresh);
    }
  }

  private void refuseSweep(Storage storage) throws IOException {
    if (new Ledger(storage, spec.output()).hasStudy()) {
      throw new UserMistake("--output " + spec.output() + ": holds a sweep; give another folder");
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
  private Manifest settle(Storage storage, Map<String, SourceFacts> facts) throws IOException {
    List<Reject> rejects =
        facts.values().stream().flatMap(source -> source.rejects().stream()).toList();
    List<SourceFacts> withoutPart =
        facts.values().stream().filter(source -> source.examples() == 0).toList();
    storage.publish(
        Storage.inside(spec.output(), ParquetRejects.FILE),
        place ->
            ParquetRejects.write(
                place, rejects, new PartFacts(spec.settings(), spec.seed(), withoutPart)));
    storage.publish(
        Storage.inside(spec.output(), ParquetMasks.FILE),
        place -> ParquetMasks.write(place, spec.parsedRecipe().mask().stream().toList()));
    Manifest manifest =
        PreparedManifest.of(spec, facts.values(), rejects, Map.of("alrc", CodeVersion.current()));
    storage.writeText(Storage.inside(spec.output(), Manifest.FILE), manifest.toJson());
    return manifest;
  }
}
