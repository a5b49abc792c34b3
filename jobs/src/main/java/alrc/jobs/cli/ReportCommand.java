package alrc.jobs.cli;

import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.report.Report;
import alrc.jobs.results.ResultsReader;
import alrc.jobs.storage.OptionAddress;
import alrc.jobs.storage.Storage;
import alrc.jobs.terminal.Terminal;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A sweep's output to the paper's table and learning curves. */
@Command(
    name = "report",
    description =
        "Writes report.html, table.md, table.tex, table.csv, comparisons.csv and curves.svg from a"
            + " sweep.",
    footerHeading = "%nExamples:%n",
    footer = {"  alrc report sweep --output report"})
final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "URI", description = "folder of the sweep")
  private String sweep = "";

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "folder of the report")
  private String output = "";

  @Mixin private SparkOptions spark = new SparkOptions();

  @Override
  public Integer call() throws IOException {
    Storage storage = spark.storage();
    Terminal.doing("reading the sweep");
    write(storage, sweep, output);
    System.out.println("report: " + Storage.inside(output, "report.html"));
    return Main.DONE;
  }

  static void write(Storage storage, String sweep, String output) throws IOException {
    Map<String, String> files =
        Report.files(ResultsReader.read(new Ledger(new SweepFolder(storage, sweep))));
    new OptionAddress(storage, "--output", output).makeFolder();
    for (Map.Entry<String, String> file : files.entrySet()) {
      storage.writeText(Storage.inside(output, file.getKey()), file.getValue());
    }
  }
}
