package alrc.jobs.complete;

import static org.junit.jupiter.api.Assertions.assertEquals;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.InProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A small prepared data set, and a sweep of two trials on it that keeps its networks.
 *
 * @param folder of both
 */
record SmallSweep(Path folder) {
  private static final String RECIPE =
      """
      name: small
      crop: {kind: grid, side: 64, stride: 64}
      steps:
        - clean-non-finite
        - rescale-min-max
        - {kind: partial-scan, path: {kind: spiral, coverage: 0.1}}
      """;

  private static final String STUDY =
      """
      study: small
      data: {kind: prepared, path: data}
      model: {kind: partial-scan, width: 0.0625, size: 64}
      loss: squared
      iterations: 12
      seeds: 2
      summary: {last: 4}
      curve: {boxcar: 4}
      models: final
      """;

  static SmallSweep in(Path folder) throws IOException {
    SmallSweep made = new SmallSweep(folder);
    Files.writeString(folder.resolve("recipe.yaml"), RECIPE);
    Files.writeString(folder.resolve("study.yaml"), STUDY);
    done("synthesize", "--count", "12", "--size", "192", "--output", made.path("images"));
    made.prepare("images", "data");
    done("sweep", made.path("study.yaml"), "--output", made.path("sweep"));
    return made;
  }

  void prepare(String images, String data) {
    done(
        "prepare",
        "--input",
        path(images),
        "--output",
        path(data),
        "--recipe",
        path("recipe.yaml"));
  }

  String path(String name) {
    return folder.resolve(name).toString();
  }

  /** One of the kept files. */
  Path network() {
    try (Stream<Path> files = Files.list(folder.resolve("sweep/models"))) {
      return files.filter(f -> f.toString().endsWith(".safetensors")).sorted().findFirst().get();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static Alrc.Finished done(String... arguments) {
    Alrc.Finished run = InProcess.run(arguments);
    assertEquals(0, run.status(), run::err);
    return run;
  }

  /** Completes the data set into a folder; more options may follow. */
  Alrc.Finished complete(String model, String output, String... more) {
    String[] arguments = {
      "complete", "--model", model, "--data", path("data"), "--output", path(output), "--json"
    };
    return InProcess.run(
        Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new));
  }
}
