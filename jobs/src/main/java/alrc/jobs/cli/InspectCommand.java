package alrc.jobs.cli;

import alrc.jobs.card.DatasetSummary;
import alrc.jobs.card.Montage;
import alrc.jobs.card.Pictured;
import alrc.jobs.card.Surveyor;
import alrc.jobs.cli.option.JsonLine;
import alrc.jobs.cli.option.SparkOptions;
import alrc.jobs.inspect.FactLines;
import alrc.jobs.inspect.InspectedArchive;
import alrc.jobs.inspect.InspectedMicrograph;
import alrc.jobs.inspect.RecipeFacts;
import alrc.jobs.inspect.ScanPicture;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.report.value.FirstCells;
import alrc.jobs.results.ResultsReader;
import alrc.jobs.results.StudyResults;
import alrc.jobs.storage.InputSource;
import alrc.jobs.storage.Storage;
import alrc.settings.RecordJson;
import alrc.settings.UserMistake;
import alrc.stem.archive.Archives;
import alrc.stem.dataset.Manifest;
import alrc.stem.dataset.ParquetMasks;
import alrc.stem.scan.ScanMask;
import alrc.stem.transform.BuiltInRecipes;
import alrc.stem.transform.PlannedScan;
import alrc.stem.transform.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a file, a recipe, a data set, a study or a sweep contains. */
@Command(
    name = "inspect",
    description = "Shows what a micrograph, a recipe, a data set, a study or a sweep contains.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  alrc inspect image.dm4",
      "  alrc inspect image.dm4 --pixel 0,0 --png image.png",
      "  alrc inspect partial-stem-paper",
      "  alrc inspect study.yaml",
      "  alrc inspect data"
    })
final class InspectCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "PATH",
      description =
          "a micrograph, an archive (.tar, .zip) or ARCHIVE!/MEMBER, a recipe or study (.yaml or"
              + " built in), or the folder of a data set or sweep")
  private String path = "";

  @Option(
      names = "--pixel",
      paramLabel = "R,C",
      description =
          "also print the value at this row and column of frame 0; may be given several times")
  private List<String> pixels = List.of();

  @Option(
      names = "--png",
      paramLabel = "FILE",
      description =
          "also write a PNG: the first image, a recipe's scan in time, or a data set's truths,"
              + " scans and scan path")
  private String png = "";

  @Option(
      names = "--max-pixels",
      paramLabel = "N",
      description = "refuse images with more pixels (default: ${DEFAULT-VALUE})")
  private long maxPixels = 1L << 30;

  @Option(
      names = "--dataset",
      paramLabel = "PATH",
      description = "show this array of an HDF5 or Zarr file, for example entry/data/counts")
  private String dataset = "";

  @Mixin private SparkOptions spark = new SparkOptions();
  @Mixin private JsonLine json = new JsonLine();

  @Override
  public Integer call() throws IOException {
    Storage storage = spark.storage();
    if (StudyArgument.names(storage, path) && !BuiltInRecipes.NAMES.contains(path)) {
      refuseDataset();
      return study();
    }
    if (RecipeArgument.names(storage, path)) {
      refuseDataset();
      return recipe(RecipeArgument.read(storage, "inspect", path));
    }
    if (!storage.exists(path) && !path.contains(Archives.SEPARATOR)) {
      throw new UserMistake("inspect " + path + ": no such file or folder");
    }
    if (!storage.isFolder(path) || InputSource.isZarrFolder(storage, path)) {
      return micrograph(storage);
    }
    refuseDataset();
    String manifest = Storage.inside(path, Manifest.FILE);
    if (storage.exists(manifest)) {
      String text = storage.readText(manifest);
      if (text.contains("\"kind\":\"completions\"")
          || text.contains("\"kind\" : \"completions\"")) {
        throw new UserMistake(
            path + ": contains completions; completions.html and summary.csv in it describe them");
      }
      if (!png.isEmpty()) {
        montage(storage, Manifest.fromJson(text));
      }
      return dataset(storage, text);
    }
    SweepFolder sweep = new SweepFolder(storage, path);
    if (SweepProgress.isSweep(sweep)) {
      return sweep(sweep);
    }
    throw new UserMistake(
        "inspect "
            + path
            + ": contains neither manifest.json nor study.json, so it is not an output of"
            + " prepare or sweep");
  }

  private void refuseDataset() {
    if (!dataset.isEmpty()) {
      throw new UserMistake("--dataset " + dataset + ": " + path + " is no HDF5 or Zarr file");
    }
  }

  private int dataset(Storage storage, String manifest) throws IOException {
    DatasetSummary summary = DatasetSummary.of(storage, path, Manifest.fromJson(manifest));
    if (json.isWanted()) {
      Map<String, Object> facts = JsonLine.map(RecordJson.parse(manifest));
      facts.putAll(summary.facts());
      json.print(facts);
    } else {
      summary.lines().forEach(System.out::println);
      RejectLines.of(summary.rejects()).forEach(System.out::println);
    }
    return Main.DONE;
  }

  private int sweep(SweepFolder sweep) throws IOException {
    if (!png.isEmpty()) {
      throw new UserMistake(
          "--png " + png + ": a sweep has no picture; 'alrc report' draws its figures");
    }
    StudyResults results = ResultsReader.read(new Ledger(sweep));
    FirstCells.lines(results).forEach(System.out::println);
    return SweepProgress.say(sweep, json, Map.of("cells", FirstCells.facts(results)));
  }

  private int micrograph(Storage storage) throws IOException {
    InspectedArchive archive = new InspectedArchive(storage, path, maxPixels);
    if (archive.isArchive() && pixels.isEmpty() && png.isEmpty() && dataset.isEmpty()) {
      return archive(archive);
    }
    Map<String, Object> facts =
        new InspectedMicrograph(path, dataset, pixels, png, maxPixels).facts(storage);
    if (json.isWanted()) {
      json.print(facts);
    } else {
      FactLines.ofMicrograph(path, JsonLine.map(facts)).forEach(System.out::println);
    }
    return Main.DONE;
  }

  private int archive(InspectedArchive archive) throws IOException {
    if (json.isWanted()) {
      json.print(archive.facts());
    } else {
      archive.lines().forEach(System.out::println);
    }
    return Main.DONE;
  }

  private int study() throws IOException {
    if (!png.isEmpty()) {
      throw new UserMistake("--png " + png + ": a study has no picture");
    }
    System.out.println("a study; 'alrc plan' also estimates its time, 'alrc sweep' trains it");
    return PlanCommand.ofStudy(path, spark, json).call();
  }

  private int recipe(Recipe recipe) throws IOException {
    if (!png.isEmpty()) {
      picture(recipe);
    }
    print(RecipeFacts.of(recipe));
    return Main.DONE;
  }

  private void print(Map<String, Object> facts) {
    if (json.isWanted()) {
      json.print(facts);
    } else {
      FactLines.of(JsonLine.map(facts)).forEach(System.out::println);
    }
  }

  private void montage(Storage storage, Manifest manifest) throws IOException {
    String address = Storage.inside(path, ParquetMasks.FILE);
    List<ScanMask> masks = ParquetMasks.read(storage.input(address));
    List<Pictured> sample = Surveyor.sample(storage, path, manifest.seed(), masks);
    if (sample.isEmpty() && masks.isEmpty()) {
      throw new UserMistake("--png " + png + ": " + path + " has no examples and no scan path");
    }
    Files.write(Path.of(png), Montage.png(sample, masks));
  }

  private void picture(Recipe recipe) throws IOException {
    Optional<PlannedScan> scan = recipe.scan();
    if (scan.isEmpty()) {
      throw new UserMistake("--png " + png + ": " + path + " has no scan path");
    }
    ScanPicture.write("Scan of " + recipe.name(), scan.get(), Path.of(png));
  }
}
