package alrc.jobs.cli;

import alrc.jobs.cli.option.SparkOptions;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.watch.Watch;
import alrc.settings.UserMistake;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The report of a sweep as a page that follows it. */
@Command(
    name = "watch",
    description = "Shows the report of a sweep as a live page, while it runs and after.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  alrc watch sweep",
      "  alrc watch s3a://bucket/sweep --port 8000",
      "  alrc watch sweep --address 0.0.0.0"
    })
final class WatchCommand implements Callable<Integer> {
  private static final int LAST_PORT = 65_535;

  @Parameters(paramLabel = "URI", description = "folder of the sweep; only read")
  private String sweep = "";

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8642",
      description = "port of the page (default ${DEFAULT-VALUE}); 0 for any that is free")
  private int port;

  @Option(
      names = "--address",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "address of the page (default ${DEFAULT-VALUE}: this machine alone); on any other address"
              + " a reader needs the token that this command prints")
  private String address = "";

  @Mixin private SparkOptions spark = new SparkOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (port < 0 || port > LAST_PORT) {
      throw new UserMistake("--port " + port + ": must be 0 to " + LAST_PORT);
    }
    SweepFolder folder = new SweepFolder(spark.storage(), sweep);
    var unused = new Ledger(folder).study(); // refuses what is not a sweep
    try (Watch watch = Watch.start(folder, address, port)) {
      System.out.println("watching " + sweep + " at " + watch.url());
      System.out.println("Ctrl-C closes the page; this does not change the sweep");
      System.out.flush();
      Runtime.getRuntime().addShutdownHook(new Thread(WatchCommand::sayClosed, "closing"));
      watch.await();
    }
    return Main.DONE;
  }

  /** On a line of its own: the terminal shows the keys of Ctrl-C. */
  private static void sayClosed() {
    System.out.println();
    System.out.println("the page is closed; the sweep was not changed");
    System.out.flush();
  }
}
