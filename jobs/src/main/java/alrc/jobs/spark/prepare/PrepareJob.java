package alrc.jobs.spark.prepare;

import alrc.jobs.card.RejectReason;
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
import alrc.stem.dataset.Manifest;
import alrc.stem.dataset.Reject;
import alrc.stem.dataset.SourceFacts;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The prepare job: files to a data set, in two passes. The first reads every file once: its images
 * and their fingerprints. Then the driver finds copies and assigns splits. The second makes the
 * examples. Examples that the output already contains are not made again.
 */
public final class PrepareJob {
  private final PrepareSpec spec;
  private final SparkSettings settings;
  private final boolean readAll;

  /**
   * A job.
   *
   * @param readAll whether files are read though their size and time have not changed
   */
  public PrepareJob(PrepareSpec spec, SparkSettings settings, boolean readAll) {
    this.spec = spec;
    this.settings = settings;
    this.readAll = readAll;
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
   * @param unread files that were not read, since they have the size and time that they had before
   */
  public record Prepared(
      Manifest manifest,
      List<RejectReason> rejects,
      List<Reject> failures,
      double seconds,
      long prepared,
      long sources,
      long unread) {}

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
    begin(spark, storage);
    try (RunNote note = RunNote.begin(storage, spec.output())) {
      return run(spark, files, storage, note);
    }
  }

  private void begin(SparkRun spark, Storage storage) throws IOException {
    OptionAddress output = new OptionAddress(storage, "--output", spec.output());
    output.reach();
    refuseSweep(storage);
    output.makeFolder();
    SharedFolder.check(spark, storage, spec.output());
    PreparedParts.removeAbandoned(storage, spec);
  }

  private Prepared run(SparkRun spark, List<FoundFile> files, Storage storage, RunNote note)
      throws IOException {
    try {
      Map<String, SourceFacts> done = PreparedParts.done(storage, spec);
      Map<String, SourceFacts> facts = PreparedParts.rejected(storage, spec);
      facts.putAll(done);
      Prepared prepared = run(new PrepareSteps(spark, spec), storage, files, done, facts, note);
      note.check();
      return prepared;
    } catch (Exception broken) { // Scala throws what it does not declare
      if (!OrderlyStop.requested()) {
        note.check();
      }
      throw broken;
    }
  }

  /**
   * Both passes.
   *
   * @param done facts of the sources that have examples in the output
   * @param facts of all sources that the output knows; this updates them
   */
  private Prepared run(
      PrepareSteps steps,
      Storage storage,
      List<FoundFile> files,
      Map<String, SourceFacts> done,
      Map<String, SourceFacts> facts,
      RunNote note)
      throws IOException {
    Set<String> before = Set.copyOf(facts.keySet());
    long startMillis = System.currentTimeMillis();
    long start = System.nanoTime();
    ReadingNotes notes = new ReadingNotes(storage, spec.output());
    Set<String> suspects = suspects(notes, facts.values());
    KnownFiles known = KnownFiles.among(files, storage, spec, done, suspects, readAll);
    List<Examined> read = steps.examine(known.unknown(files), done, suspects);
    List<SourceFacts> examined = known.examined(read, done.keySet());
    note.check();
    Placement placement = Placement.of(spec, files, done, examined);
    Map<String, SourceFacts> usable = placement.usable();
    List<SourceFacts> empty = known.takeEmpty(usable, facts);
    examined.forEach(source -> facts.put(source.source(), source));
    if (!read.isEmpty()) {
      known.record(files, read, facts); // A run that is killed from here on need not be repeated.
    }
    List<SourceFacts> made = steps.prepare(files, usable);
    double seconds = (System.nanoTime() - start) / 1e9;
    placement.rejected().forEach(source -> facts.put(source.source(), source));
    note.check();
    Stream.concat(empty.stream(), made.stream()).forEach(one -> facts.put(one.source(), one));
    known.record(files, read, facts);
    DatasetFiles dataset =
        new DatasetFiles(storage, spec, facts, placement.duplicates(facts.values()));
    boolean isNew = !made.isEmpty() || read.stream().anyMatch(one -> one.facts() != null);
    Manifest manifest = dataset.settle(isNew);
    if (notes.clear()) {
      PreparedParts.removeLeft(storage, spec, startMillis);
    }
    long fresh = examined.stream().filter(one -> !before.contains(one.source())).count();
    long examples = made.stream().mapToLong(SourceFacts::examples).sum();
    List<Reject> failures = dataset.rejects().stream().filter(Reject::isFailure).toList();
    return new Prepared(
        manifest,
        RejectReason.of(dataset.rejects()),
        failures,
        seconds,
        examples,
        fresh,
        known.count());
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
}
