package alrc.jobs.cli;

import alrc.core.study.Trial;
import alrc.core.train.ComputeDevice;
import alrc.jobs.cli.option.JsonLine;
import alrc.jobs.cli.option.SparkOptions;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.replay.RecordedTrial;
import alrc.jobs.replay.Replay;
import alrc.jobs.replay.ReplayResult;
import alrc.jobs.spark.TaskProgress;
import alrc.jobs.storage.Storage;
import alrc.settings.UserMistake;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One recorded trial again. */
@Command(
    name = "replay",
    description = {
      "Runs one recorded trial again and compares it with its record, loss by loss.",
      "Exit status 0 means bit-identical or within the tolerance; 3 means different."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  alrc replay sweep 3f1c", "  alrc replay sweep 3f1c --device cpu --tolerance 1e-4"})
final class ReplayCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "URI", description = "folder of the sweep")
  private String sweep = "";

  @Parameters(
      index = "1",
      paramLabel = "TRIAL",
      description = "its trial_id, or the first characters of it if no other trial has them")
  private String trial = "";

  @Option(
      names = "--tolerance",
      paramLabel = "T",
      description =
          "the largest relative difference between two losses that passes (default: 0 on the"
              + " platform of the record, "
              + Replay.ELSEWHERE
              + " on another)")
  private @Nullable Double tolerance;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "cpu, gpu or gpu:N (default: the kind of device in the record)")
  private @Nullable String device;

  @Mixin private SparkOptions spark = new SparkOptions();
  @Mixin private JsonLine json = new JsonLine();

  @Override
  public Integer call() throws IOException {
    OptionalDouble limit = limit();
    Storage storage = spark.storage();
    RecordedTrial recorded =
        RecordedTrial.find(new Ledger(new SweepFolder(storage, sweep)), sweep, trial);
    Replay replay = new Replay(recorded, device(recorded));
    say(recorded.trial());
    List<String> elsewhere = replay.elsewhere();
    if (!elsewhere.isEmpty()) {
      System.out.println(
          "this is not the platform of the record, so the last bits may differ: "
              + String.join("; ", elsewhere));
    }
    long iterations = recorded.trial().cell().iterations();
    TaskProgress progress = new TaskProgress("iterations", iterations);
    ReplayResult result = replay.run(storage, limit, progress::reached);
    progress.end();
    System.out.println(result);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("trial", recorded.trial().id());
    facts.putAll(result.facts());
    facts.put("elsewhere", elsewhere);
    json.print(facts);
    return result.refusal().isPresent() ? Main.NOT_TOLERATED : Main.DONE;
  }

  private ComputeDevice device(RecordedTrial recorded) {
    if (device == null) {
      return Replay.like(recorded);
    }
    return device.equals("gpu") ? ComputeDevice.gpu(0) : new ComputeDevice(device);
  }

  private OptionalDouble limit() {
    if (tolerance == null) {
      return OptionalDouble.empty();
    }
    if (!(tolerance >= 0 && tolerance < 1)) {
      throw new UserMistake("--tolerance " + tolerance + ": must be at least 0 and less than 1");
    }
    return OptionalDouble.of(tolerance);
  }

  private static void say(Trial trial) {
    System.out.printf(
        Locale.ROOT,
        "trial %s: seed %d of cell %s%n",
        trial.id(),
        trial.seed(),
        trial.cell().canonicalJson());
  }
}
