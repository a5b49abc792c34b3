package alrc.jobs.cli;

import alrc.jobs.fault.UserMistake;
import alrc.jobs.spark.PrepareJob;
import alrc.jobs.spark.PrepareSpec;
import alrc.jobs.storage.FoundFile;
import alrc.jobs.storage.InputListing;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import alrc.stem.dataset.DatasetLayout;
import alrc.stem.dataset.Manifest;
import alrc.stem.dataset.OrderedSplit;
import alrc.stem.prepare.Duplicates;
import alrc.stem.prepare.FrameChoice;
import alrc.stem.transform.Recipe;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Raw micrographs to partial-STEM training data. */
@Command(
    name = "prepare",
    description = "Crops micrographs and makes partial-STEM training data of them.",
    mixinStandardHelpOptions = true)
final class PrepareCommand implements Callable<Integer> {
  @Option(
      names = "--input",
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "files, folders (searched to any depth), quoted patterns (*, ?, [...], **), or @LIST")
  private List<String> inputs = List.of();

  @Option(names = "--output", paramLabel = "URI", description = "folder of the data set")
  private String output = "";

  @Option(
      names = "--recipe",
      paramLabel = "NAME|FILE",
      description = "what is done to the crops: built in, or YAML (default: ${DEFAULT-VALUE})")
  private String recipe = Recipe.PARTIAL_STEM_PAPER;

  @Option(names = "--seed", description = "of all that is random (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--frames",
      paramLabel = "first|all|mean|N",
      description = "frames of stacks to use; without it, stacks are rejected")
  private String frames = "none";

  @Option(
      names = "--max-pixels",
      paramLabel = "N",
      description = "refuse images with more pixels (default: ${DEFAULT-VALUE})")
  private long maxPixels = 1L << 30;

  @Option(
      names = "--split",
      paramLabel = "hash|ordered",
      description =
          "hash (the default): by content, stable when files are added, copies together;"
              + " ordered: 75 %%, 10 %%, 15 %% in the order of the files, copies of earlier splits rejected")
  private String split = PrepareSpec.HASH;

  @Option(
      names = "--duplicates",
      paramLabel = "keep|drop",
      description =
          "images that are copies of others, turned, rescaled or noisy ones included:"
              + " use all (the default), or the first of each")
  private String duplicates = "keep";

  @Option(
      names = "--tolerate",
      paramLabel = "N|P%",
      converter = Tolerance.Converter.class,
      description = "exit with 3 if more files are rejected (default: any number)")
  private Tolerance tolerate = Tolerance.ANY;

  @Option(names = "--dry-run", description = "write nothing; say what would be made")
  private boolean dryRun;

  @Option(
      names = "--shapes",
      paramLabel = "CSV",
      description = "with --dry-run: plan from a table image,height,width alone")
  private String shapes = "";

  @Mixin private LayoutOptions layout = new LayoutOptions();
  @Mixin private SparkOptions spark = new SparkOptions();
  @Mixin private JsonLine json = new JsonLine();

  @Override
  public Integer call() throws IOException {
    if (maxPixels < 1) {
      throw new UserMistake("--max-pixels " + maxPixels + ": must be >= 1");
    }
    DatasetLayout stored = layout.parsed();
    if (!split.equals(PrepareSpec.HASH) && !split.equals(PrepareSpec.ORDERED)) {
      throw new UserMistake("--split " + split + ": must be hash or ordered");
    }
    Duplicates copies = Duplicates.parse(duplicates);
    FrameChoice choice = FrameChoice.parse(frames);
    Storage storage = StorageSettings.fromSpark(spark.settings().properties()).open();
    Recipe named = RecipeArgument.read(storage, "--recipe", recipe);
    if (!shapes.isEmpty()) {
      return new PreparePlan(named, choice, maxPixels, split, json)
          .ofShapes(storage, shapes, dryRun);
    }
    if (inputs.isEmpty()) {
      throw new UserMistake("--input: is missing; give files, folders or a quoted pattern");
    }
    List<FoundFile> files = InputListing.inOrder(storage, inputs, output);
    if (dryRun) {
      return new PreparePlan(named, choice, maxPixels, split, json).ofFiles(storage, files);
    }
    if (output.isEmpty()) {
      throw new UserMistake("--output: is missing; give a folder for the data set");
    }
    PrepareSpec spec =
        new PrepareSpec(
            storage.absolute(output),
            named.canonicalJson(),
            seed,
            choice,
            maxPixels,
            split,
            listing(files),
            copies,
            stored);
    return report(new PrepareJob(spec, spark.settings()).run(files));
  }

  private String listing(List<FoundFile> files) {
    return split.equals(PrepareSpec.ORDERED)
        ? new OrderedSplit(files.stream().map(FoundFile::source).toList()).id()
        : "";
  }

  private int report(PrepareJob.Prepared prepared) {
    Manifest manifest = prepared.manifest();
    System.out.printf(
        "%d files: %d used, %d rejected; %d crops: %d examples, %d rejected%n",
        manifest.files(),
        manifest.filesUsed(),
        manifest.filesRejected(),
        manifest.crops(),
        manifest.examples(),
        manifest.cropsRejected());
    System.out.printf(
        "data set: %s%s%n", output, prepared.sources() == 0 ? " (nothing was left to do)" : "");
    if (manifest.filesRejected() > 0) {
      System.out.println("why files were rejected: " + output + "/rejects.parquet");
    }
    sayDuplicates(manifest.duplicates());
    json.print(facts(prepared));
    return tolerate.exceededBy(manifest.filesRejected(), manifest.files())
        ? Main.NOT_TOLERATED
        : Main.DONE;
  }

  private void sayDuplicates(Map<String, Long> counts) {
    List<String> said = new ArrayList<>();
    counts.forEach(
        (what, count) -> {
          if (count > 0) {
            said.add(count + " " + what);
          }
        });
    if (!said.isEmpty()) {
      Collections.sort(said);
      System.out.printf(
          "copies of other images: %s (%s/duplicates.parquet)%n", String.join(", ", said), output);
    }
  }

  private static Map<String, Object> facts(PrepareJob.Prepared prepared) {
    Manifest manifest = prepared.manifest();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("files", manifest.files());
    facts.put("files_used", manifest.filesUsed());
    facts.put("files_rejected", manifest.filesRejected());
    facts.put("images", manifest.images());
    facts.put("crops", manifest.crops());
    facts.put("examples", manifest.examples());
    facts.put("crops_rejected", manifest.cropsRejected());
    long started = ManagementFactory.getRuntimeMXBean().getStartTime();
    facts.put("seconds", (System.currentTimeMillis() - started) / 1000.0);
    facts.put("examples_per_second", prepared.prepared() / prepared.seconds());
    facts.put("digest", manifest.digest());
    return facts;
  }
}
