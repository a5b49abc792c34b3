package alrc.jobs.cli;

import alrc.jobs.cli.option.JsonLine;
import alrc.jobs.cli.option.SparkOptions;
import alrc.jobs.ledger.SweepFolder;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Progress of a running, dead or finished sweep. */
@Command(
    name = "status",
    description = "Shows how far a sweep is, running or not.",
    footerHeading = "%nExamples:%n",
    footer = {"  alrc status sweep", "  alrc status sweep --json"})
final class StatusCommand implements Callable<Integer> {
  @Parameters(paramLabel = "URI", description = "folder of the sweep")
  private String output = "";

  @Mixin private SparkOptions spark = new SparkOptions();
  @Mixin private JsonLine json = new JsonLine();

  @Override
  public Integer call() throws IOException {
    return SweepProgress.say(new SweepFolder(spark.storage(), output), json);
  }
}
