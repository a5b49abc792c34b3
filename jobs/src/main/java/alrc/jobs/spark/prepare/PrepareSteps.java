package alrc.jobs.spark.prepare;

import alrc.jobs.spark.SparkRun;
import alrc.jobs.spark.TaskProgress;
import alrc.jobs.storage.FoundFile;
import alrc.settings.RecordJson;
import alrc.stem.dataset.SourceFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.util.LongAccumulator;

/** The two passes of {@code prepare} over its files, each a Spark job with a progress line. */
final class PrepareSteps {
  private final SparkRun spark;
  private final PrepareSpec spec;

  PrepareSteps(SparkRun spark, PrepareSpec spec) {
    this.spark = spark;
    this.spec = spec;
  }

  private static List<FoundFile> byName(List<FoundFile> files) {
    return files.stream().sorted(Comparator.comparing(FoundFile::source)).toList();
  }

  /**
   * Examines the files that are new, and checks that those which are done are unchanged.
   *
   * @param suspects sources that were being read when a process crashed
   */
  List<Examined> examine(
      List<FoundFile> files, Map<String, SourceFacts> done, Set<String> suspects) {
    if (files.isEmpty()) {
      return List.of();
    }
    Map<String, String> known = new TreeMap<>();
    done.forEach((source, facts) -> known.put(source, facts.sha256()));
    List<String> batches =
        Spread.byBytes(byName(files), FoundFile::bytes, spark.slots()).stream()
            .map(batch -> ExamineBatch.of(batch, known, suspects).toJson())
            .toList();
    LongAccumulator counter = spark.counter("files");
    TaskProgress progress = new TaskProgress("files", files.size());
    spark.follow(List.of(counter), counts -> progress.reached(counts[0]));
    ExamineTask task =
        new ExamineTask(spec.toJson(), spark.storage(), spark.slotsPerProcess(), counter);
    List<String> examined = spark.run("examine the inputs of " + spec.output(), batches, task);
    progress.end();
    return examined.stream().map(Examined::fromJson).toList();
  }

  /**
   * Makes the examples.
   *
   * @param usable facts of the sources that are to be prepared, by source
   */
  List<SourceFacts> prepare(List<FoundFile> files, Map<String, SourceFacts> usable) {
    List<SourceBatch.Work> work = new ArrayList<>();
    for (FoundFile file : byName(files)) {
      SourceFacts facts = usable.get(file.source());
      if (facts != null) {
        work.add(new SourceBatch.Work(file, facts));
      }
    }
    if (work.isEmpty()) {
      return List.of();
    }
    List<String> batches =
        Spread.byBytes(work, one -> one.file().bytes(), spark.slots()).stream()
            .map(batch -> new SourceBatch(batch).toJson())
            .toList();
    LongAccumulator images = spark.counter("images");
    LongAccumulator crops = spark.counter("crops");
    long allImages = usable.values().stream().mapToLong(SourceFacts::imagesUsed).sum();
    long allCrops = usable.values().stream().mapToLong(SourceFacts::crops).sum();
    TaskProgress progress = new TaskProgress("crops", allCrops);
    spark.follow(
        List.of(images, crops),
        counts -> progress.reached(counts[1], words(counts[0], allImages, counts[1])));
    PrepareTask task =
        new PrepareTask(spec.toJson(), spark.storage(), spark.slotsPerProcess(), images, crops);
    List<String> made = spark.run("prepare " + spec.output(), batches, task);
    progress.end();
    return facts(made);
  }

  private static String words(long images, long allImages, long crops) {
    return String.format(Locale.ROOT, "images %d/%d, crops %d", images, allImages, crops);
  }

  private static List<SourceFacts> facts(List<String> json) {
    return json.stream().map(text -> RecordJson.read(text, SourceFacts.class)).toList();
  }
}
