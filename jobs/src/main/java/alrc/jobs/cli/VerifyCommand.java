package alrc.jobs.cli;

import alrc.jobs.cli.option.JsonLine;
import alrc.jobs.cli.option.SparkOptions;
import alrc.jobs.data.DatasetCheck;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.LedgerCheck;
import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.storage.Storage;
import alrc.jobs.terminal.Terminal;
import alrc.settings.UserMistake;
import alrc.stem.dataset.Manifest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks a data set or a sweep against what it says of itself. */
@Command(
    name = "verify",
    description = "Reads a data set or a sweep whole and compares it with its own checksums.",
    footerHeading = "%nExamples:%n",
    footer = {"  alrc verify data", "  alrc verify sweep --json"})
final class VerifyCommand implements Callable<Integer> {
  private static final int STEP = 1000;

  @Parameters(paramLabel = "URI", description = "folder of the data set or sweep")
  private String output = "";

  @Mixin private SparkOptions spark = new SparkOptions();
  @Mixin private JsonLine json = new JsonLine();

  @Override
  public Integer call() throws IOException {
    Storage storage = spark.storage();
    SweepFolder sweep = new SweepFolder(storage, output);
    if (new Ledger(sweep).hasStudy()) {
      LedgerCheck check = new LedgerCheck(sweep);
      return say("files", check.findings(), check::files);
    }
    if (!storage.exists(Storage.inside(output, Manifest.FILE))) {
      throw new UserMistake(
          output + ": contains no data set and no sweep (no manifest.json or study.json)");
    }
    DatasetCheck check = new DatasetCheck(storage, output, VerifyCommand::progress);
    return say("examples", check.findings(), check::examples);
  }

  private static void progress(long examples) {
    if (examples % STEP == 0) {
      Terminal.doing(examples + " examples read");
    }
  }

  private int say(String what, List<String> findings, java.util.function.LongSupplier count) {
    findings.forEach(System.out::println);
    System.out.printf(
        Locale.ROOT,
        "%s: %d %s read, %s%n",
        output,
        count.getAsLong(),
        what,
        findings.isEmpty() ? "all as recorded" : findings.size() + " faults");
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put(what, count.getAsLong());
    facts.put("faults", findings.size());
    json.print(facts);
    return findings.isEmpty() ? Main.DONE : Main.NOT_TOLERATED;
  }
}
