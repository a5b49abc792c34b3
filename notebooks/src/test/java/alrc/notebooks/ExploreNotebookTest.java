package alrc.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Executes the notebook headless over the demo of the packaged program, which stays in {@code
 * target/demo}.
 */
class ExploreNotebookTest {
  private static final Path ROOT = Path.of(System.getProperty("alrc.root"));

  @Test
  void theNotebookRunsAndDrawsItsFigures(@TempDir Path folder) throws Exception {
    boolean there =
        Arrays.stream(System.getenv("PATH").split(":"))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "jupyter-nbconvert")));
    if (!there && "required".equals(System.getenv("ALRC_SHARED"))) {
      throw new AssertionError("jupyter-nbconvert is not installed, and this run requires it");
    }
    assumeTrue(there, "skipped: jupyter-nbconvert is not installed (Debian package of that name)");

    Path demo = ROOT.resolve("notebooks/target/demo");
    delete(demo);
    run(folder, demo, ROOT.resolve("bin/alrc").toString(), "demo", "--output", demo.toString());
    assertThatAlrcActs(demo);
    Path executed = folder.resolve("executed.ipynb");
    run(
        folder,
        demo,
        ROOT.resolve("notebooks/run").toString(),
        ROOT.resolve("notebooks/explore.ipynb").toString(),
        executed.toString());

    JsonNode notebook = new ObjectMapper().readTree(executed.toFile());
    long errors =
        notebook.findValues("output_type").stream().filter(t -> t.asText().equals("error")).count();
    assertEquals(0, errors, () -> "the executed notebook holds an error: " + notebook);
    assertEquals(2, notebook.findValues("image/png").size(), "a micrograph and the curves");
    String text = notebook.findValues("text").toString();
    assertTrue(text.contains("train: "), text);
    assertTrue(text.contains("quartic, n = 3.0: 3 trials"), text);
  }

  /** In the demo's quartic cells at n = 3, some losses are clipped, and fewer than a fifth. */
  private static void assertThatAlrcActs(Path demo) throws IOException {
    List<String> lines = Files.readAllLines(demo.resolve("report/table.csv"));
    List<String> header = fields(lines.get(0));
    int acting = 0;
    for (String line : lines.subList(1, lines.size())) {
      List<String> cell = fields(line);
      assertEquals("3", cell.get(header.indexOf("completed")), line);
      double clipped = Double.parseDouble(cell.get(header.indexOf("clip_fraction")));
      boolean infinite = cell.get(header.indexOf("deviations")).equals("Infinity");
      assertTrue(infinite ? clipped == 0 : clipped < 0.2, line);
      if (!infinite && cell.get(header.indexOf("loss")).equals("quartic")) {
        assertTrue(clipped > 0, line);
        acting++;
      }
    }
    assertEquals(1, acting, "quartic cells with a threshold");
  }

  /** The fields of a line; a comma between quotation marks separates none. */
  private static List<String> fields(String line) {
    return List.of(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1));
  }

  private static void run(Path folder, Path demo, String... command)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile(folder, "run", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(List.of(command)).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("ALRC_NO_BUILD", "1");
    builder.environment().put("ALRC_DEMO", demo.toString());
    assertEquals(0, builder.start().waitFor(), () -> read(log));
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException unreadable) {
      return log + " cannot be read";
    }
  }
}
