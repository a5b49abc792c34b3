package alrc.jobs.cli;

import alrc.core.study.Study;
import alrc.jobs.cli.option.DeviceOptions;
import alrc.jobs.cli.option.JsonLine;
import alrc.jobs.cli.option.LimitOptions;
import alrc.jobs.cli.option.SetOptions;
import alrc.jobs.cli.option.SparkOptions;
import alrc.jobs.cli.option.Tolerance;
import alrc.jobs.ledger.SweepCounts;
import alrc.jobs.spark.sweep.SweepJob;
import alrc.jobs.spark.sweep.SweepSettings;
import alrc.jobs.storage.Storage;
import alrc.jobs.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A study to results. */
@Command(
    name = "sweep",
    description = "Trains the networks of a study, but for those that the output contains already.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  alrc sweep study.yaml --output sweep",
      "  alrc sweep study.yaml --output trial-run --set iterations=100 --set seeds=2",
      "  alrc sweep study.yaml --output s3a://bucket/sweep --master spark://host:7077"
    })
final class SweepCommand implements Callable<Integer> {
  @Parameters(paramLabel = "STUDY", description = "a YAML file, or the name of a preset")
  private String study = "";

  @Option(
      names = "--output",
      required = true,
      paramLabel = "URI",
      description = "folder of the sweep")
  private String output = "";

  @Option(
      names = "--tolerate",
      paramLabel = "N|P%",
      converter = Tolerance.Converter.class,
      description = "exit with 3 if more trials than this fail (default: 0)")
  private Tolerance tolerate = Tolerance.NONE;

  @Option(
      names = "--cohort",
      paramLabel = "N",
      description = "trials of equal shape per task (default: 0, which measures the best number)")
  private int cohort;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "SECONDS",
      description = "seconds between two checkpoints of a trial (default: ${DEFAULT-VALUE})")
  private double checkpointSeconds = 60;

  @Option(
      names = "--attempts",
      paramLabel = "N",
      description =
          "stop retrying a trial after this many failed attempts (default: ${DEFAULT-VALUE})")
  private int attempts = SweepCounts.ATTEMPTS;

  @Mixin private SetOptions set = new SetOptions();
  @Mixin private LimitOptions limits = new LimitOptions();
  @Mixin private DeviceOptions devices = new DeviceOptions();
  @Mixin private SparkOptions spark = new SparkOptions();
  @Mixin private JsonLine json = new JsonLine();

  @Override
  public Integer call() throws IOException {
    Storage storage = spark.storage();
    Study parsed = StudyArgument.read(storage, study, set.parsed());
    SweepSettings settings =
        new SweepSettings(cohort, checkpointSeconds, attempts, devices.use(), limits.limits());
    Terminal.doing("starting Spark");
    SweepJob job = new SweepJob(parsed, storage.absolute(output), spark.settings(), settings);
    SweepJob.Swept swept = job.run();
    SweepCounts counts = swept.counts();
    System.out.println(counts);
    counts.remark().ifPresent(System.out::println);
    swept.twins().words().lines().forEach(System.out::println);
    System.out.println(
        "sweep: "
            + output
            + (counts.pending() + swept.ran() == 0 ? " (nothing was left to do)" : ""));
    if (counts.pending() > 0) {
      System.out.println(
          "stopped after --max-hours " + limits.maxHours() + " hours; the same command resumes");
    }
    SweepProgress.sayWhy(swept.givenUp(), counts);
    json.print(counts.facts());
    return tolerate.exceededBy(counts.failed(), counts.trials()) ? Main.NOT_TOLERATED : Main.DONE;
  }
}
