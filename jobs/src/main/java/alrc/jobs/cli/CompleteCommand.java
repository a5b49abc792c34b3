package alrc.jobs.cli;

import alrc.core.complete.CompletionBatches;
import alrc.jobs.cli.option.DeviceOptions;
import alrc.jobs.cli.option.JsonLine;
import alrc.jobs.cli.option.OptionValue;
import alrc.jobs.cli.option.SparkOptions;
import alrc.jobs.cli.option.TileOptions;
import alrc.jobs.cli.option.Tolerance;
import alrc.jobs.complete.CompletionManifest;
import alrc.jobs.complete.CompletionSpec;
import alrc.jobs.complete.KeptTrials;
import alrc.jobs.complete.ModelFiles;
import alrc.jobs.complete.ModelRef;
import alrc.jobs.complete.ScanValues;
import alrc.jobs.spark.complete.CompleteJob;
import alrc.jobs.storage.OptionAddress;
import alrc.jobs.storage.Storage;
import alrc.jobs.terminal.Terminal;
import alrc.settings.UserMistake;
import alrc.stem.baseline.Baselines;
import alrc.stem.dataset.Split;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Partial scans to whole images. */
@Command(
    name = "complete",
    description = "Completes partial scans with a trained network, and scores each image.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  alrc complete --model sweep --data data --output completions",
      "  alrc complete --model baseline:linear --data data --output linear",
      "  alrc complete --model sweep --data scans.npy --mask mask.npy --output completions"
    })
final class CompleteCommand implements Callable<Integer> {
  private static final long UNSET = Long.MIN_VALUE;
  private static final long MOST_PIXELS = 1L << 26;
  private static final List<String> USUAL = List.of("linear", "masked-gaussian", "sparse-dct");
  private static final List<String> HELD_OUT = List.of("validation", "test");

  private static final String NONE = "none";

  @Option(
      names = "--model",
      required = true,
      paramLabel = "URI",
      description =
          "a sweep (its best kept network), a file of models/ of a sweep, a TorchScript file, or"
              + " baseline:NAME")
  private String model = "";

  @Option(
      names = "--trial",
      paramLabel = "ID",
      description = "with a sweep: the trial whose network is used, or the beginning of its id")
  private String trial = "";

  @Option(
      names = "--cell",
      paramLabel = "ID",
      description = "with a sweep: use the best kept network of this cell")
  private String cell = "";

  @Option(
      names = "--data",
      required = true,
      paramLabel = "URI",
      description = "a prepared data set; or, with --mask, raw scans: a file, folder or pattern")
  private String data = "";

  @Option(
      names = "--output",
      required = true,
      paramLabel = "URI",
      description = "folder of the completions")
  private String output = "";

  @Option(
      names = "--split",
      split = ",",
      paramLabel = "NAME",
      description =
          "splits of the data set to complete: train, validation, test (default:"
              + " validation,test, which the network has not trained on)")
  private List<String> splits = List.of();

  @Option(
      names = "--mask",
      paramLabel = "URI",
      description = "image of the scan path of raw scans: 0 where nothing was scanned, up to 1")
  private String mask = "";

  @Option(
      names = "--scan-values",
      paramLabel = "measured|prepared",
      description =
          "what the pixels of raw scans are: measured (the default), in any unit; or prepared,"
              + " from 0 to 1 as prepare stores them")
  private String values = "measured";

  @Option(
      names = "--baselines",
      split = ",",
      paramLabel = "NAME",
      description =
          "baselines to compare with: all, none, or some of nearest, linear, inverse-distance,"
              + " biharmonic, masked-gaussian, total-variation, sparse-dct (default: linear,"
              + " masked-gaussian and sparse-dct, without the one that is the model)")
  private List<String> baselines = List.of();

  @Mixin private TileOptions tiles = new TileOptions();

  @Option(
      names = "--shown",
      paramLabel = "N",
      description = "best, median and worst images on the page (default: ${DEFAULT-VALUE} each)")
  private int shown = 3;

  @Option(
      names = "--max-pixels",
      paramLabel = "N",
      description = "refuse raw scans with more pixels (default: 67108864)")
  private long maxPixels = UNSET;

  @Option(
      names = "--tolerate",
      paramLabel = "N|P%",
      converter = Tolerance.Converter.class,
      description = "exit with 3 if more scans than this are rejected (default: any number)")
  private Tolerance tolerate = Tolerance.ANY;

  @Mixin private DeviceOptions devices = new DeviceOptions();
  @Mixin private SparkOptions spark = new SparkOptions();
  @Mixin private JsonLine json = new JsonLine();

  @Override
  public Integer call() throws IOException {
    if (shown < 1 || shown > 100) {
      throw new UserMistake("--shown " + shown + ": must be in 1 … 100");
    }
    refuseUnused();
    Storage storage = spark.storage();
    new OptionAddress(storage, "--output", output).check();
    new OptionAddress(storage, "--data", data).check();
    CompletionSpec spec = spec(storage);
    spec.checkData(storage);
    spec.tryOut(storage);
    System.out.println(
        "model: "
            + spec.model().title()
            + (spec.model().isFile() ? ", " + spec.model().address() : ""));
    Terminal.doing("starting Spark");
    CompleteJob.Run run = new CompleteJob(spec, devices.use(), spark.settings(), shown).run();
    CompletionManifest manifest = new CompleteReport(output, json).print(run);
    return tolerate.exceededBy(manifest.rejected(), manifest.scans())
        ? Main.NOT_TOLERATED
        : Main.DONE;
  }

  /** An option that cannot act is refused. */
  private void refuseUnused() {
    if (!mask.isEmpty() && !splits.isEmpty()) {
      throw new UserMistake(
          "--split " + String.join(",", splits) + ": is for prepared data; leave it or --mask out");
    }
    if (mask.isEmpty() && maxPixels != UNSET) {
      throw new UserMistake("--max-pixels " + maxPixels + ": is for raw scans; give --mask too");
    }
    if (maxPixels < 1 && maxPixels != UNSET) {
      throw new UserMistake("--max-pixels " + maxPixels + ": must be >= 1");
    }
  }

  private CompletionSpec spec(Storage storage) throws IOException {
    ScanValues kind = OptionValue.of("--scan-values", values, ScanValues::parse);
    if (mask.isEmpty() && kind != ScanValues.MEASURED) {
      throw new UserMistake("--scan-values " + values + ": is for raw scans; give --mask too");
    }
    splits.forEach(name -> OptionValue.of("--split", name, Split::ofLabel));
    ModelRef ref = ModelFiles.find(storage, model, new KeptTrials.Choice(trial, cell));
    List<String> tried = tried(ref);
    CompletionBatches.Plan plan = tiles.plan(ref);
    return new CompletionSpec(
        storage.absolute(output),
        mask.isEmpty() ? storage.absolute(data) : data,
        mask.isEmpty() ? "" : storage.absolute(mask),
        kind,
        maxPixels == UNSET ? MOST_PIXELS : maxPixels,
        splits.isEmpty() ? HELD_OUT : splits.stream().distinct().toList(),
        ref,
        tried,
        plan);
  }

  /** The baselines to compare with; a baseline is not compared with itself. */
  private List<String> tried(ModelRef ref) {
    if (baselines.equals(List.of(NONE))) {
      return List.of();
    }
    String own = ref.kind() == ModelRef.Kind.BASELINE ? ref.address() : "";
    List<String> asked =
        baselines.isEmpty()
            ? USUAL
            : baselines.equals(List.of("all"))
                ? Baselines.names()
                : baselines.stream()
                    .map(name -> OptionValue.of("--baselines", name, Baselines::named).name())
                    .toList();
    if (baselines.contains(own)) {
      throw new UserMistake("--baselines " + own + ": is the model itself; leave it out");
    }
    return Baselines.names().stream()
        .filter(name -> asked.contains(name) && !name.equals(own))
        .toList();
  }
}
