package alrc.jobs.cli;

import alrc.jobs.cli.option.ImageOptions;
import alrc.jobs.cli.option.JsonLine;
import alrc.jobs.cli.option.LayoutOptions;
import alrc.jobs.cli.option.OptionValue;
import alrc.jobs.cli.option.SchemaLine;
import alrc.jobs.cli.option.SparkOptions;
import alrc.jobs.cli.option.Tolerance;
import alrc.jobs.spark.prepare.PrepareJob;
import alrc.jobs.spark.prepare.PrepareSpec;
import alrc.jobs.storage.FoundFile;
import alrc.jobs.storage.InputListing;
import alrc.jobs.storage.OptionAddress;
import alrc.jobs.storage.Storage;
import alrc.jobs.terminal.Terminal;
import alrc.settings.UserMistake;
import alrc.stem.dataset.Manifest;
import alrc.stem.dataset.OrderedSplit;
import alrc.stem.prepare.Duplicates;
import alrc.stem.prepare.ImageChoice;
import alrc.stem.transform.Recipe;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Raw micrographs to partial-STEM training data. */
@Command(
    name = "prepare",
    description = "Cuts micrographs into crops and makes partial-STEM training data from them.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  alrc prepare --input micrographs --output data",
      "  alrc prepare --input 'session-?/**/*.dm4' --output data --format tfrecord",
      "  alrc prepare --input micrographs --dry-run",
      "  alrc prepare --recipe low-dose-lines --print > mine.yaml"
    })
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
      description =
          "steps that make an example from a crop: a built-in recipe or a YAML file (default:"
              + " ${DEFAULT-VALUE})")
  private String recipe = Recipe.PARTIAL_STEM_PAPER;

  @Option(names = "--seed", description = "seed of everything random (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--max-pixels",
      paramLabel = "N",
      description = "refuse images with more pixels (default: ${DEFAULT-VALUE})")
  private long maxPixels = 1L << 30;

  @Option(
      names = "--split",
      paramLabel = "hash|ordered",
      description =
          "hash (the default): by content; unchanged when files are added, copies share a split."
              + " ordered: 75 %%, 10 %% and 15 %% in file order; copies of images in an earlier"
              + " split are rejected")
  private String split = PrepareSpec.HASH;

  @Option(
      names = "--duplicates",
      paramLabel = "keep|drop",
      description =
          "what to do with copies of an image, also if rotated, rescaled or with noise added:"
              + " use all (keep, the default), or only the first (drop)")
  private String duplicates = "keep";

  @Option(
      names = "--tolerate",
      paramLabel = "N|P%",
      converter = Tolerance.Converter.class,
      description =
          "exit with 3 if more files than this are rejected (default: any number, but none that"
              + " failed or crashed while it was read)")
  private @Nullable Tolerance tolerate;

  @Option(
      names = "--verify",
      description =
          "read all files again, also those whose size, time of change and ETag (object stores)"
              + " are those of an earlier run on this output; without it, these files are taken for"
              + " unchanged and are not read")
  private boolean verify;

  @Option(
      names = "--dry-run",
      description = "write nothing; show what would be made and what would be rejected")
  private boolean dryRun;

  @Option(
      names = "--shapes",
      paramLabel = "CSV",
      description = "with --dry-run: plan from a table image,height,width alone")
  private String shapes = "";

  @Option(
      names = "--print",
      description = "only print the text of the recipe, as a start for your own; needs no --input")
  private boolean print;

  @Mixin private ImageOptions images = new ImageOptions();
  @Mixin private LayoutOptions layout = new LayoutOptions();
  @Mixin private SparkOptions spark = new SparkOptions();
  @Mixin private JsonLine json = new JsonLine();

  @Override
  public Integer call() throws IOException {
    check();
    ImageChoice choice = images.parsed();
    Storage storage = spark.storage();
    if (print) {
      refuseBesidePrint();
      SchemaLine.print("recipe", RecipeArgument.text(storage, "--recipe", recipe));
      return Main.DONE;
    }
    Recipe named = RecipeArgument.read(storage, "--recipe", recipe);
    if (!shapes.isEmpty()) {
      refuseVerify("--shapes");
      return new PreparePlan(named, choice, maxPixels, split, json)
          .ofShapes(storage, shapes, dryRun);
    }
    if (inputs.isEmpty()) {
      throw new UserMistake("--input: is missing; give files, folders or a quoted pattern");
    }
    if (!output.isEmpty()) {
      new OptionAddress(storage, "--output", output).check();
    }
    Terminal.doing("looking for files");
    List<FoundFile> files = InputListing.inOrder(storage, inputs, output);
    if (dryRun) {
      refuseVerify("--dry-run");
      return new PreparePlan(named, choice, maxPixels, split, json).ofFiles(storage, files);
    }
    return prepare(storage, named, files);
  }

  /** Refuses what can be refused before anything is looked for. */
  private void check() {
    if (maxPixels < 1) {
      throw new UserMistake("--max-pixels " + maxPixels + ": must be >= 1");
    }
    if (!split.equals(PrepareSpec.HASH) && !split.equals(PrepareSpec.ORDERED)) {
      throw new UserMistake("--split " + split + ": must be hash or ordered");
    }
    layout.parsed();
    chosenDuplicates();
  }

  private void refuseVerify(String beside) {
    if (verify) {
      throw new UserMistake("--verify: has no effect beside " + beside + "; leave it out");
    }
  }

  private void refuseBesidePrint() {
    refuseVerify("--print");
    if (!inputs.isEmpty() || !output.isEmpty() || dryRun || !shapes.isEmpty()) {
      throw new UserMistake(
          "--print: prints the recipe only; leave out --input, --output,"
              + " --dry-run and --shapes");
    }
  }

  private int prepare(Storage storage, Recipe named, List<FoundFile> files) throws IOException {
    if (output.isEmpty()) {
      throw new UserMistake("--output: is missing; give a folder for the data set");
    }
    Terminal.doing("starting Spark");
    PrepareSpec spec =
        new PrepareSpec(
            storage.absolute(output),
            named.canonicalJson(),
            seed,
            images.parsed(),
            maxPixels,
            split,
            listing(files),
            chosenDuplicates(),
            layout.parsed());
    PrepareJob.Prepared prepared = new PrepareJob(spec, spark.settings(), verify).run(files);
    new PrepareReport(output, json).print(prepared);
    Manifest manifest = prepared.manifest();
    boolean exceeded =
        tolerate == null
            ? !prepared.failures().isEmpty()
            : tolerate.exceededBy(manifest.filesRejected(), manifest.files());
    return exceeded ? Main.NOT_TOLERATED : Main.DONE;
  }

  private Duplicates chosenDuplicates() {
    return OptionValue.of("--duplicates", duplicates, Duplicates::parse);
  }

  private String listing(List<FoundFile> files) {
    return split.equals(PrepareSpec.ORDERED)
        ? new OrderedSplit(files.stream().map(FoundFile::source).toList()).id()
        : "";
  }
}
