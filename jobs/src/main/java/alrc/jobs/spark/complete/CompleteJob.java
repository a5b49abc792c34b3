package alrc.jobs.spark.complete;

import alrc.jobs.complete.Chunk;
import alrc.jobs.complete.ChunkFacts;
import alrc.jobs.complete.Completed;
import alrc.jobs.complete.CompletionFolder;
import alrc.jobs.complete.CompletionManifest;
import alrc.jobs.complete.CompletionSpec;
import alrc.jobs.complete.ScanSet;
import alrc.jobs.complete.Unfamiliar;
import alrc.jobs.spark.GpuUse;
import alrc.jobs.spark.OrderlyStop;
import alrc.jobs.spark.SharedFolder;
import alrc.jobs.spark.SparkRun;
import alrc.jobs.spark.SparkSettings;
import alrc.jobs.spark.TaskProgress;
import alrc.jobs.storage.OptionAddress;
import alrc.jobs.storage.Storage;
import alrc.settings.UserMistake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.util.LongAccumulator;

/** The complete job: scans to completions, and to what is said of them all. */
public final class CompleteJob {
  /** Tasks for each one that runs at once, so that no task ends long after the others. */
  private static final int TASKS_PER_SLOT = 4;

  private final CompletionSpec spec;
  private final GpuUse gpus;
  private final SparkSettings settings;
  private final int shown;

  /**
   * A job.
   *
   * @param shown examples of each kind on the page
   */
  public CompleteJob(CompletionSpec spec, GpuUse gpus, SparkSettings settings, int shown) {
    this.spec = spec;
    this.gpus = gpus;
    this.settings = settings;
    this.shown = shown;
  }

  /**
   * The result of a run.
   *
   * @param manifest of the whole output
   * @param scans completed or rejected by this run
   * @param seconds that they took
   */
  public record Run(CompletionManifest manifest, long scans, double seconds) {}

  /** Completes the scans that the output does not contain, and rewrites summary and page. */
  public Run run() throws IOException {
    gpus.check(settings);
    OrderlyStop.Work work = OrderlyStop.begin(() -> {});
    try (work;
        SparkRun spark = SparkRun.start("complete", settings)) {
      OrderlyStop.Work jobs = OrderlyStop.begin(spark::cancel);
      if (OrderlyStop.requested()) {
        throw OrderlyStop.stopped();
      }
      return run(spark, jobs);
    }
  }

  private Run run(SparkRun spark, OrderlyStop.Work jobs) throws IOException {
    try (jobs) {
      return run(spark);
    } catch (Exception broken) { // Scala throws what it does not declare
      if (OrderlyStop.requested()) {
        throw OrderlyStop.stopped();
      }
      throw broken;
    }
  }

  private Run run(SparkRun spark) throws IOException {
    Storage storage = spark.storage().open();
    ScanSet scans = spec.open(storage);
    List<Chunk> all = scans.chunks();
    List<Chunk> meant =
        all.stream()
            .filter(chunk -> spec.isRaw() || spec.splits().contains(chunk.source()))
            .toList();
    if (meant.isEmpty() && scans.rejects().isEmpty()) {
      throw empty(all);
    }
    Unfamiliar.lines(spec, scans.masks()).forEach(System.err::println);
    OptionAddress output = new OptionAddress(storage, "--output", spec.output());
    output.reach();
    output.makeFolder();
    SharedFolder.check(spark, storage, spec.output());
    CompletionFolder folder = new CompletionFolder(storage, spec.output());
    folder.removeAbandoned();
    Map<String, ChunkFacts> before = folder.done();
    Set<String> keys = all.stream().map(Chunk::key).collect(Collectors.toSet());
    folder.checkSame(spec, scans, keys, before);
    Set<String> done = new HashSet<>();
    before.values().forEach(facts -> done.add(facts.chunk().key()));
    List<Chunk> left = meant.stream().filter(chunk -> !done.contains(chunk.key())).toList();
    long start = System.nanoTime();
    complete(spark, left);
    double seconds = (System.nanoTime() - start) / 1e9;
    CompletionManifest manifest = new Completed(folder, spec, scans).settle(folder.done(), shown);
    return new Run(manifest, left.stream().mapToLong(Chunk::count).sum(), seconds);
  }

  private UserMistake empty(List<Chunk> all) {
    return new UserMistake(
        spec.isRaw() || all.isEmpty()
            ? "--data " + spec.data() + ": contains no scans"
            : String.format(
                Locale.ROOT,
                "--split %s: %s has no scans in it; it has some in %s",
                String.join(",", spec.splits()),
                spec.data(),
                all.stream().map(Chunk::source).distinct().collect(Collectors.joining(", "))));
  }

  private void complete(SparkRun spark, List<Chunk> chunks) {
    if (chunks.isEmpty()) {
      return;
    }
    LongAccumulator counter = spark.counter("scans");
    TaskProgress progress =
        new TaskProgress("scans", chunks.stream().mapToLong(Chunk::count).sum());
    spark.follow(List.of(counter), counts -> progress.reached(counts[0]));
    CompleteTask task = new CompleteTask(spec.toJson(), spark.storage(), gpus.device(), counter);
    int tasks = Math.min(chunks.size(), TASKS_PER_SLOT * spark.slots(gpus));
    List<String> orders = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      int from = (int) ((long) chunks.size() * i / tasks);
      int to = (int) ((long) chunks.size() * (i + 1) / tasks);
      orders.add(Chunk.toJson(chunks.subList(from, to)));
    }
    var unused = spark.run("complete " + spec.output(), orders, task, gpus);
    progress.end();
  }
}
