package alrc.jobs.spark.prepare;

import alrc.jobs.card.Card;
import alrc.jobs.card.RejectReason;
import alrc.jobs.export.Croissant;
import alrc.jobs.ledger.CodeVersion;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.spark.OrderlyStop;
import alrc.jobs.spark.SharedFolder;
import alrc.jobs.spark.SparkRun;
import alrc.jobs.spark.SparkSettings;
import alrc.jobs.storage.FoundFile;
import alrc.jobs.storage.OptionAddress;
import alrc.jobs.storage.Storage;
import alrc.settings.UserMistake;
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
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The prepare job: files to a data set, in two passes. The first reads every file once: its images
 * and their fingerprints. Then the driver finds copies and assigns splits. The second makes the
 * examples. Examples that the output already contains are not made again.
 */
public final class PrepareJob {
  private final PrepareSpec spec;
  private final SparkSettings settings;

  public PrepareJob(PrepareSpec spec, SparkSettings settings) {
    this.spec = spec;
    this.settings = settings;
  }

  /**
   * The result of a run.
   *
   * @param manifest of the whole data set
   * @param rejects of the whole data set, by reason
   * @param failures files that failed or crashed while they were read
   * @param seconds from the first task to the last commit of examples
   * @param prepared examples made by this run
   * @param sources files that this run met for the first time
   */
  public record Prepared(
      Manifest manifest,
      List<RejectReason> rejects,
      List<Reject> failures,
      double seconds,
      long prepared,
      long sources) {}

  /**
   * Prepares the files and rewrites the manifest and the card of the data set.
   *
   * @param files in the order that {@code --split ordered} goes by
   */
  public Prepared run(List<FoundFile> files) throws IOException {
    OrderlyStop.Work work = OrderlyStop.begin(() -> {});
    try (work;
        SparkRun spark = SparkRun.start("prepare", settings)) {
      OrderlyStop.Work jobs = OrderlyStop.begin(spark::cancel);
      if (OrderlyStop.requested()) {
        throw OrderlyStop.stopped();
      }
      return run(spark, files, jobs);
    }
  }

  private Prepared run(SparkRun spark, List<FoundFile> files, OrderlyStop.Work jobs)
      throws IOException {
    try (jobs) {
      return run(spark, files);
    } catch (Exception broken) { // Scala throws what it does not declare
      if (OrderlyStop.requested()) {
        throw OrderlyStop.stopped();
      }
      throw broken;
    }
  }

  private Prepared run(SparkRun spark, List<FoundFile> files) throws IOException {
    Storage storage = spark.storage().open();
    OptionAddress output = new OptionAddress(storage, "--output", spec.output());
    output.reach();
    refuseSweep(storage);
    output.makeFolder();
    SharedFolder.check(spark, storage, spec.output());
    PreparedParts.removeAbandoned(storage, spec);
    Map<String, SourceFacts> done = PreparedParts.done(storage, spec);
    Map<String, SourceFacts> facts = PreparedParts.rejected(storage, spec);
    Set<String> before = new HashSet<>(facts.keySet());
    facts.putAll(done);
    before.addAll(done.keySet());
    long startMillis = System.currentTimeMillis();
    long start = System.nanoTime();
    PrepareSteps steps = new PrepareSteps(spark, spec);
    ReadingNotes notes = new ReadingNotes(storage, spec.output());
    List<SourceFacts> examined = steps.examine(files, done, suspects(notes, facts.values()));
    Placement placement = Placement.of(spec, files, done, examined);
    List<SourceFacts> made = steps.prepare(files, placement.usable());
    double seconds = (System.nanoTime() - start) / 1e9;
    examined.forEach(source -> facts.put(source.source(), source));
    placement.rejected().forEach(source -> facts.put(source.source(), source));
    made.forEach(source -> facts.put(source.source(), source));
    Manifest manifest = settle(storage, facts, placement.duplicates(facts.values()));
    if (notes.clear()) {
      PreparedParts.removeLeft(storage, spec, startMillis);
    }
    long examples = made.stream().mapToLong(SourceFacts::examples).sum();
    long fresh = examined.stream().filter(s -> !before.contains(s.source())).count();
    List<Reject> rejects = facts.values().stream().flatMap(s -> s.rejects().stream()).toList();
    List<Reject> failures = rejects.stream().filter(Reject::isFailure).toList();
    return new Prepared(manifest, RejectReason.of(rejects), failures, seconds, examples, fresh);
  }

  /** The files at which a process crashed, and those that were found to be the cause of one. */
  private static Set<String> suspects(ReadingNotes notes, Collection<SourceFacts> known)
      throws IOException {
    Set<String> suspects = notes.suspects();
    for (String source : suspects) {
      System.err.printf(
          Locale.ROOT,
          "%s was being read when a process crashed; it is read by a process of its own first%n",
          source);
    }
    for (SourceFacts facts : known) {
      if (facts.rejects().stream().anyMatch(r -> r.reason().equals(Reject.CRASHED))) {
        suspects.add(facts.source());
      }
    }
    return suspects;
  }

  private void refuseSweep(Storage storage) throws IOException {
    if (new Ledger(new SweepFolder(storage, spec.output())).hasStudy()) {
      throw new UserMistake(
          "--output " + spec.output() + ": contains a sweep; give another folder");
    }
  }

  /** Writes the tables, the card, the Croissant file and, last, the manifest. */
  private Manifest settle(
      Storage storage, Map<String, SourceFacts> facts, List<Duplicate> duplicates)
      throws IOException {
    List<Reject> rejects =
        facts.values().stream().flatMap(source -> source.rejects().stream()).toList();
    List<SourceFacts> withoutPart =
        facts.values().stream().filter(source -> source.examples() == 0).toList();
    storage.publish(
        Storage.inside(spec.output(), ParquetRejects.FILE),
        place -> ParquetRejects.write(place, rejects, spec.facts(withoutPart)));
    storage.publish(
        Storage.inside(spec.output(), ParquetDuplicates.FILE),
        place -> ParquetDuplicates.write(place, duplicates));
    storage.publish(
        Storage.inside(spec.output(), ParquetSources.FILE),
        place -> ParquetSources.write(place, facts.values()));
    Optional<PlannedScan> scan = spec.parsedRecipe().scan();
    List<ScanMask> masks = scan.map(PlannedScan::mask).stream().toList();
    storage.publish(
        Storage.inside(spec.output(), ParquetMasks.FILE),
        place -> ParquetMasks.write(place, masks));
    Manifest manifest =
        PreparedManifest.of(
            spec, facts.values(), rejects, duplicates, Map.of("alrc", CodeVersion.described()));
    Card.write(storage, spec.output(), manifest, scan, facts.values(), rejects);
    Croissant.write(storage, spec.output(), manifest, facts.values());
    storage.writeText(Storage.inside(spec.output(), Manifest.FILE), manifest.toJson());
    return manifest;
  }
}
