package alrc.jobs.cli;

import alrc.jobs.cli.option.SparkOptions;
import alrc.jobs.export.Exports;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.report.Report;
import alrc.jobs.results.ResultsReader;
import alrc.jobs.results.SeveralOutputs;
import alrc.jobs.results.StudyResults;
import alrc.jobs.storage.OptionAddress;
import alrc.jobs.storage.Storage;
import alrc.jobs.terminal.OpenPage;
import alrc.jobs.terminal.Terminal;
import alrc.settings.UserMistake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A sweep's output to the answer, the tables and the figures. */
@Command(
    name = "report",
    description =
        "Writes the results of a sweep, or of several sweeps to compare them: report.html, tables"
            + " and figures.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  alrc report sweep --output report --open",
      "  alrc report sweep --output report --baseline optimizer=sgd --where batch=1",
      "  alrc report sweep-a sweep-b --output report"
    })
final class ReportCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "URI",
      arity = "1..*",
      description = "folder of the sweep; of several, each is compared with the first")
  private List<String> sweeps = new ArrayList<>();

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "folder of the report")
  private String output = "";

  @Option(
      names = "--export",
      paramLabel = "tensorboard|curves",
      description =
          "also writes event files of TensorBoard, or all learning curves as one Parquet table; may"
              + " be given several times")
  private List<String> exports = List.of();

  @Option(names = "--open", description = "opens report.html in the browser")
  private boolean open;

  @Mixin private ReportChoices choices = new ReportChoices();
  @Mixin private SparkOptions spark = new SparkOptions();

  @Override
  public Integer call() throws IOException {
    Storage storage = spark.storage();
    Exports chosen = Exports.named(exports);
    StudyResults results = results(storage);
    Map<String, String> files = Report.files(results, choices.options(), Terminal::doing);
    Terminal.doing("writing " + output);
    new OptionAddress(storage, "--output", output).makeFolder();
    for (Map.Entry<String, String> file : files.entrySet()) {
      storage.writeText(Storage.inside(output, file.getKey()), file.getValue());
    }
    String page = Storage.inside(output, "report.html");
    System.out.println("report: " + page);
    chosen.write(storage, results, output, files.keySet()).forEach(System.out::println);
    if (open) {
      OpenPage.open(
          page,
          OpenPage.opener(
              System.getProperty("os.name", ""), System.getenv().getOrDefault("PATH", "")));
    }
    return Main.DONE;
  }

  private StudyResults results(Storage storage) throws IOException {
    List<StudyResults> each = new ArrayList<>();
    if (new HashSet<>(sweeps).size() < sweeps.size()) {
      throw new UserMistake("report: the same sweep is given twice; give different outputs");
    }
    for (String sweep : sweeps) {
      Terminal.doing("reading " + sweep);
      each.add(ResultsReader.read(new Ledger(new SweepFolder(storage, sweep))));
    }
    return SeveralOutputs.of(each);
  }
}
