package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import alrc.jobs.process.Alrc;
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
 * Executes the Java notebooks headless over the demo of the packaged program, which stays in {@code
 * target/demo}.
 */
class DemoNotebooksIT {
  private static final Path ROOT = Alrc.root();

  @Test
  void theNotebooksRunAndDrawTheirFigures(@TempDir Path folder) throws Exception {
    boolean there =
        Arrays.stream(System.getenv("PATH").split(":"))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "jupyter-nbconvert")));
    if (!there && "required".equals(System.getenv("ALRC_SHARED"))) {
      throw new AssertionError("jupyter-nbconvert is not installed, and this run requires it");
    }
    assumeTrue(there, "skipped: jupyter-nbconvert is not installed (Debian package of that name)");

    Path demo = ROOT.resolve("jobs/target/demo");
    delete(demo);
    Alrc.Finished shown = Alrc.run("demo", "--output", demo.toString());
    assertEquals(0, shown.status(), shown::err);
    assertThatAlrcActs(demo);
    String made = executed(folder, demo, "01-prepare", 1);
    assertTrue(made.contains("train: "), made);
    assertTrue(made.contains("of the pixels are visited"), made);
    String swept = executed(folder, demo, "02-sweep", 1);
    assertTrue(swept.contains("n = 2.0: 20 trials completed"), swept);
    String compared = executed(folder, demo, "03-analysis", 1);
    assertTrue(compared.contains("of 20 seeds"), compared);
    assertTrue(compared.contains("verdict"), compared);
  }

  @Test
  void theNotebooksAreCommittedWithoutOutputs() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("notebooks"))) {
      List<Path> notebooks = files.filter(file -> file.toString().endsWith(".ipynb")).toList();
      assertEquals(4, notebooks.size(), notebooks::toString);
      for (Path notebook : notebooks) {
        for (JsonNode cell : new ObjectMapper().readTree(notebook.toFile()).get("cells")) {
          assertEquals(0, cell.path("outputs").size(), notebook::toString);
        }
      }
    }
  }

  /** What a notebook prints; it must draw so many pictures, and no cell may fail. */
  private static String executed(Path folder, Path demo, String name, int pictures)
      throws IOException, InterruptedException {
    Path executed = folder.resolve(name + ".ipynb");
    String notebooks = ROOT.resolve("notebooks").toString();
    run(folder, demo, notebooks + "/run", notebooks + "/" + name + ".ipynb", executed.toString());
    JsonNode notebook = new ObjectMapper().readTree(executed.toFile());
    long errors =
        notebook.findValues("output_type").stream().filter(t -> t.asText().equals("error")).count();
    assertEquals(0, errors, () -> "the executed notebook contains an error: " + notebook);
    assertEquals(pictures, notebook.findValues("image/png").size(), name);
    return notebook.findValues("text").toString();
  }

  /** In the demo's quartic cells at n = 2, some losses are clipped, and fewer than a fifth. */
  private static void assertThatAlrcActs(Path demo) throws IOException {
    List<String> lines = Files.readAllLines(demo.resolve("report/table.csv"));
    List<String> header = fields(lines.get(0));
    int acting = 0;
    for (String line : lines.subList(1, lines.size())) {
      List<String> cell = fields(line);
      assertEquals("20", cell.get(header.indexOf("completed")), line);
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
