package alrc.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs each command of a user once, on data of a few kilobytes, in one process: the launcher
 * archives the classes that it loads.
 */
public final class ClassArchive {
  private static final String STUDY =
      """
      study: archive
      data: {kind: synthetic, images: 4}
      model: {kind: supersampling, width: 0.03125}
      rule: {kind: alrc, deviations: [3, .inf]}
      iterations: 4
      seeds: 3
      summary: {last: 2}
      curve: {boxcar: 1}
      """;

  private ClassArchive() {}

  /**
   * Runs the commands; what one of them prints does not matter.
   *
   * @param arguments an empty folder, in which they write
   */
  public static void main(String... arguments) throws IOException {
    Path work = Path.of(arguments[0]);
    String study = Files.writeString(work.resolve("study.yaml"), STUDY).toString();
    String images = work.resolve("images").toString();
    String data = work.resolve("data").toString();
    String sweep = work.resolve("sweep").toString();
    List<List<String>> commands =
        List.of(
            List.of("--help"),
            List.of("--version"),
            List.of("synthesize", "--count", "2", "--size", "512", "--output", images),
            List.of("inspect", images + "/haadf-0000.tif"),
            List.of("prepare", "--input", images, "--output", data, "--master", "local[1]"),
            List.of("inspect", data),
            List.of("sweep", study, "--output", sweep, "--cohort", "2", "--master", "local[1]"),
            List.of("plan", study, "--output", sweep, "--estimate-seconds", "0"),
            List.of("status", sweep),
            List.of("inspect", sweep),
            List.of("report", sweep, "--output", work.resolve("report").toString()));
    commands.forEach(command -> Main.run(command.toArray(String[]::new)));
  }
}
