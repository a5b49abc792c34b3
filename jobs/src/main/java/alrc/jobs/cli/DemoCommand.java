package alrc.jobs.cli;

import alrc.jobs.cli.option.SparkOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Everything once, on synthetic micrographs: the commands that a user would give, one by one. */
@Command(
    name = "demo",
    description =
        "Runs synthesize, prepare, sweep, report and complete once; takes minutes on two cores.",
    footerHeading = "%nExamples:%n",
    footer = {"  alrc demo", "  alrc demo --output my-demo"})
final class DemoCommand implements Callable<Integer> {
  /**
   * Adam's rate is too high for some seeds without ALRC. The moments start near the losses of a
   * trained network, so that ALRC acts from the first iterations.
   */
  private static final String STUDY =
      """
      study: demo
      data: {kind: prepared, path: data, windows: 2000}
      model: {kind: supersampling, width: 0.03125}
      loss: quartic
      rule: {kind: alrc, deviations: [2, .inf], decay: 0.99, start: {mean: 0.1, square: 0.02}}
      optimizer: {kind: adam, rate: 0.02}   # so high that some trainings fail
      iterations: 400
      seeds: 20
      summary: {last: 100}
      curve: {boxcar: 25}
      """;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "where everything is written (default: ${DEFAULT-VALUE})")
  private String output = "alrc-demo";

  @Mixin private SparkOptions spark = new SparkOptions();

  @Override
  public Integer call() throws IOException {
    Path folder = Path.of(output);
    Path study = folder.resolve("study.yaml");
    String images = folder.resolve("micrographs").toString();
    String data = folder.resolve("data").toString();
    String sweep = folder.resolve("sweep").toString();
    int status = step("synthesize", "--count", "12", "--size", "1024", "--output", images);
    if (status == Main.DONE) {
      Files.writeString(study, STUDY);
      status = onSpark("prepare", "--input", images, "--output", data);
    }
    if (status == Main.DONE) {
      status = onSpark("sweep", study.toString(), "--output", sweep);
    }
    if (status == Main.DONE) {
      status = step("report", sweep, "--output", folder.resolve("report").toString());
    }
    if (status == Main.DONE) {
      status = complete(data, folder.resolve("completions").toString());
    }
    return status;
  }

  /** Shows truth, scan and completion, without a training that would take hours. */
  private int complete(String data, String completions) {
    return onSpark(
        "complete", "--model", "baseline:sparse-dct", "--data", data, "--output", completions);
  }

  private int onSpark(String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    if (!spark.settings().master().isEmpty()) {
      arguments.addAll(List.of("--master", spark.settings().master()));
    }
    spark
        .settings()
        .properties()
        .forEach((k, v) -> arguments.addAll(List.of("--conf", k + "=" + v)));
    return step(arguments.toArray(String[]::new));
  }

  private static int step(String... command) {
    System.out.println();
    System.out.println("$ bin/alrc " + String.join(" ", command));
    return Main.run(command);
  }
}
