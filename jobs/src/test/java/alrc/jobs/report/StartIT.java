package alrc.jobs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.InProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What commands load that do not compute: neither Spark nor the engine of tensors, which take
 * seconds, and most of the rest from the archive of classes.
 */
class StartIT {
  private static final List<String> SLOW = List.of("org.apache.spark.", "scala.", "ai.djl.");

  @TempDir Path folder;

  @Test
  void helpAndFactsLoadNeitherSparkNorTheEngine() throws Exception {
    String sweep = folder.resolve("sweep").toString();
    SweepOutputs.write(Path.of(sweep), SweepOutputs.STUDY, "d", trial -> 0.1);
    String images = folder.resolve("images").toString();
    InProcess.run("synthesize", "--count", "1", "--size", "512", "--output", images);
    loads("--help");
    loads("--version");
    loads("status", sweep);
    loads("inspect", sweep);
    loads("inspect", images + "/haadf-0000.tif");
  }

  /** With {@code sweep}, the same list must not be empty: else this test could not fail. */
  @Test
  void aSweepLoadsBoth() throws Exception {
    String study =
        Files.writeString(
                folder.resolve("study.yaml"),
                SweepOutputs.STUDY.replaceAll("(iterations|last|boxcar): \\d+", "$1: 1"))
            .toString();
    List<String> loaded = loaded("sweep", study, "--output", folder.resolve("out").toString());
    for (String kind : SLOW) {
      assertTrue(classes(loaded).anyMatch(name -> name.startsWith(kind)), kind);
    }
  }

  private void loads(String... arguments) throws Exception {
    List<String> loaded = loaded(arguments);
    String what = String.join(" ", arguments);
    assertEquals(
        List.of(), classes(loaded).filter(c -> SLOW.stream().anyMatch(c::startsWith)).toList());
    long archived = loaded.stream().filter(line -> line.contains("shared objects file")).count();
    assertTrue(archived > 0.7 * loaded.size(), what + ": " + archived + " of " + loaded.size());
  }

  /** One line for each class that a command of the packaged program loads. */
  private List<String> loaded(String... arguments) throws Exception {
    Path file = folder.resolve("classes.txt");
    String option = "-Xlog:class+load:file=" + file + ":none:filecount=0";
    Alrc.Finished run = Alrc.run(Map.of("JAVA_TOOL_OPTIONS", option), arguments);
    assertEquals(0, run.status(), run::err);
    return Files.readAllLines(file);
  }

  private static Stream<String> classes(List<String> loaded) {
    return loaded.stream().map(line -> line.replaceFirst(" .*", ""));
  }
}
