package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.InProcess;
import alrc.jobs.process.SharedData;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** {@code alrc inspect --json} against the independent decodes beside the real micrographs. */
class InspectTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EXPECTED = ".expected.json";

  @TestFactory
  Stream<DynamicTest> tellsWhatAnotherReaderSaw() throws Exception {
    Path stem = SharedData.path("data/stem");
    List<Path> files;
    try (Stream<Path> walk = Files.walk(stem)) {
      files =
          walk.filter(
                  f ->
                      f.toString()
                          .matches(
                              ".*\\.(dm3|dm4|tif|png|ser|emi|mrc|blo|npy|emd|hspy|hdf5|zspy)\\.expected\\.json"))
              .sorted()
              .toList();
    }
    assertTrue(files.size() > 30, files.size() + " expected decodes");
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(stem.relativize(file).toString(), () -> check(file)));
  }

  private static void check(Path expectedFile) throws Exception {
    String file = expectedFile.toString().replace(EXPECTED, "");
    JsonNode expected = expected(JSON.readTree(expectedFile.toFile()));
    JsonNode shape = expected.get("shape");
    boolean colour = expected.get("dtype").asText().startsWith("rgb") || isColour(shape);
    int first = colour ? 0 : Math.max(0, shape.size() - 2);
    List<String> arguments = new ArrayList<>(List.of("inspect", file, "--json"));
    List<JsonNode> values = new ArrayList<>();
    for (JsonNode pixel : expected.get("pixels")) {
      JsonNode index = pixel.get("index");
      if (ofFrame0(index, first)) {
        String at = index.get(first).asText() + "," + index.get(first + 1).asText();
        arguments.addAll(List.of("--pixel", at));
        values.add(pixel.get("value"));
      }
    }
    Alrc.Finished run = InProcess.run(arguments.toArray(String[]::new));
    assertEquals(0, run.status(), run::err);
    JsonNode facts = JSON.readTree(run.lastLine());
    assertEquals(1, facts.get("images").size(), "one array in the file");
    JsonNode image = facts.get("images").get(0);
    assertEquals(expected.get("dtype"), image.get("dtype"));
    assertEquals(shapeOf(expected, image.get("use").asText()), image.get("shape").toString());
    for (int i = 0; i < values.size(); i++) {
      assertEquals(
          values.get(i).toString().replace(".0", ""),
          image.get("pixels").get(i).get("value").toString().replace(".0", ""),
          arguments.toString());
    }
    for (String statistic : List.of("min", "max", "mean")) {
      if (expected.has(statistic)) {
        double value = expected.get(statistic).asDouble();
        assertEquals(value, image.get(statistic).asDouble(), Math.abs(value) * 1e-9, statistic);
      }
    }
  }

  /** EMD as stored; Velox's single frame, its last axis, is none here. */
  private static JsonNode expected(JsonNode decode) {
    JsonNode stored = decode.path("raw_hdf5").path(0);
    if (stored.isMissingNode()) {
      return decode.get("images").get(0);
    }
    ArrayNode shape = (ArrayNode) stored.get("shape");
    if (shape.size() == 3) {
      assertEquals(1, shape.remove(2).asInt());
      stored.get("pixels").forEach(pixel -> ((ArrayNode) pixel.get("index")).remove(2));
    }
    return stored;
  }

  /** The expected decodes of colour have a short last axis. */
  private static boolean isColour(JsonNode shape) {
    return shape.size() == 3 && shape.get(2).asInt() <= 4;
  }

  private static boolean ofFrame0(JsonNode index, int axes) {
    for (int axis = 0; axis < axes; axis++) {
      if (index.get(axis).asInt() != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * The shape as inspect tells it: a spectrum has one axis, colour has its channels as the last.
   */
  private static String shapeOf(JsonNode expected, String use) {
    JsonNode shape = expected.get("shape");
    if (use.equals("spectrum")) {
      return "[" + shape.get(shape.size() - 1) + "]";
    }
    boolean packed = expected.get("dtype").asText().equals("rgba8");
    return packed ? "[" + shape.get(0) + "," + shape.get(1) + ",4]" : shape.toString();
  }

  @Test
  void unitsSurviveAnyLocale() throws Exception {
    Path micron = SharedData.path("data/stem/rosettasciio/test_dm_image_um_unit.dm3");
    Alrc.Finished run = InProcess.run("inspect", micron.toString(), "--json");
    assertTrue(run.lastLine().contains("\\u00B5m"), run.lastLine());
    JsonNode image = JSON.readTree(run.lastLine()).get("images").get(0);
    assertEquals("µm", image.get("unit").asText());
    assertEquals(0.16867469251155853, image.get("pixel_size").asDouble());
  }

  @Test
  void tellsTheCoverageOfARecipeAndDrawsItsPath(@TempDir Path folder) throws Exception {
    Path png = folder.resolve("path.png");
    Alrc.Finished run =
        InProcess.run("inspect", "partial-stem-paper", "--json", "--png", png.toString());
    assertEquals(0, run.status(), run::err);
    JsonNode facts = JSON.readTree(run.lastLine());
    assertEquals(512, facts.get("side").asInt());
    assertEquals(0.05, facts.get("mask").get("nominal_coverage").asDouble());
    assertEquals(0.045310974, facts.get("mask").get("measured_mean").asDouble(), 1e-9);
    JsonNode scan = facts.get("scan");
    assertEquals(1e-5, scan.get("dwell_s").asDouble());
    assertEquals(0, scan.get("flybacks").asInt());
    assertEquals(0.2065, scan.get("total_time_s").asDouble(), 0.002, "its length, in dwells");
    BufferedImage picture = ImageIO.read(png.toFile());
    assertEquals(45_773, drawn(picture, 584, 106), "the mask is the second panel");
    int visited = drawn(picture, 36, 106);
    assertTrue(visited > 11_000 && visited < 20_000, visited + " pixels with a time");
    Path mine = folder.resolve("mine.yml");
    Files.writeString(
        mine,
        "name: mine\ncrop: {side: 64}\n"
            + "steps: [{kind: probe-scan, path: {kind: rows, coverage: 0.25}}]\n");
    Alrc.Finished said = InProcess.run("inspect", mine.toString());
    assertTrue(said.out().contains("  measured_mean: 0.25\n"), said.out());
  }

  /** Pixels of a panel of 512 × 512 that are not white. */
  private static int drawn(BufferedImage picture, int left, int top) {
    int count = 0;
    for (int i = 0; i < 512 * 512; i++) {
      count += (picture.getRGB(left + i % 512, top + i / 512) & 0xffffff) == 0xffffff ? 0 : 1;
    }
    return count;
  }

  @Test
  void aDataSetInPlainWordsAndAsJson(@TempDir Path folder) throws Exception {
    String input = folder.resolve("in").toString();
    String data = folder.resolve("data").toString();
    InProcess.run("synthesize", "--count", "2", "--size", "512", "--output", input);
    Files.writeString(folder.resolve("in/notes.txt"), "some notes");
    assertEquals(0, InProcess.run("prepare", "--input", input, "--output", data).status());
    List<String> said = InProcess.run("inspect", data).out().lines().toList();
    assertTrue(said.get(0).startsWith(data + ": 2 examples, "), said::toString);
    assertTrue(said.get(0).endsWith("; recipe partial-stem-paper, seed 0"), said::toString);
    assertTrue(said.get(1).startsWith("  train       "), said::toString);
    assertTrue(
        said.contains(
            "made from: 3 files (2 used, 1 rejected) with 2 images; 2 crops (0 rejected)"),
        said::toString);
    assertTrue(
        said.get(said.size() - 1).startsWith("  not-a-micrograph  1 file; for example notes.txt: "),
        said::toString);
    JsonNode facts = JSON.readTree(InProcess.run("inspect", data, "--json").lastLine());
    assertEquals(2, facts.get("examples").asInt());
    assertEquals(
        "[{\"reason\":\"not-a-micrograph\",\"files\":1,\"images\":0,\"crops\":0}]",
        facts.get("rejects").toString());
    long parts = 0;
    try (Stream<Path> walk = Files.walk(folder.resolve("data/examples"))) {
      for (Path part : walk.filter(Files::isRegularFile).toList()) {
        parts += Files.size(part);
      }
    }
    long bytes = 0;
    for (JsonNode split : facts.get("bytes")) {
      bytes += split.asLong();
    }
    assertEquals(parts, bytes);
  }

  @Test
  void aSweepWithTheTopOfItsTable(@TempDir Path folder) throws Exception {
    Path study = folder.resolve("study.yaml");
    Files.writeString(
        study,
        "study: twelve\ndata: {kind: synthetic, images: 4}\n"
            + "model: {kind: supersampling, width: 0.03125}\niterations: 3\nseeds: 1\n"
            + "summary: {last: 2}\nbatch: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]\n");
    String sweep = folder.resolve("sweep").toString();
    assertEquals(0, InProcess.run("sweep", study.toString(), "--output", sweep).status());
    List<String> said = InProcess.run("inspect", sweep).out().lines().toList();
    assertTrue(said.get(0).startsWith("Final training error"), said::toString);
    assertTrue(said.get(1).matches("  \\S+ \\(1\\) +batch 1"), said::toString);
    assertEquals("  and 2 more cells; 'alrc report' shows all", said.get(11));
    assertEquals("twelve: 12 trials: 12 completed, 0 diverged, 0 failed, 0 pending", said.get(12));
    JsonNode facts = JSON.readTree(InProcess.run("inspect", sweep, "--json").lastLine());
    assertEquals(12, facts.get("completed").asInt());
    JsonNode first = facts.get("cells").get(0);
    assertEquals(10, facts.get("cells").size());
    assertEquals(1, first.get("batch").asInt());
    assertTrue(first.get("mean").asDouble() > 0 && !first.has("sd"), first::toString);
    assertEquals(1, first.get("completed").asInt());
    Alrc.Finished plan = InProcess.run("inspect", study.toString(), "--json");
    assertTrue(plan.out().contains("\ntwelve: 12 cells × 1 seed = 12 trials, 0 done"), plan::out);
    assertEquals("{\"cells\":12,\"trials\":12,\"done\":0}", plan.lastLine());
    assertEquals(0, InProcess.run("inspect", "cifar10-paper").status());
    Alrc.Finished picture = InProcess.run("inspect", sweep, "--png", sweep + ".png");
    assertEquals(2, picture.status());
    assertTrue(picture.err().contains("a sweep has no picture"), picture::err);
  }

  @Test
  void writesAPictureAndLeavesOutPixelsThatAreOutside(@TempDir Path folder) throws Exception {
    String images = folder.resolve("images").toString();
    InProcess.run("synthesize", "--count", "1", "--size", "64", "--output", images);
    Path png = folder.resolve("picture.png");
    Alrc.Finished run =
        InProcess.run(
            "inspect",
            images + "/haadf-0000.tif",
            "--json",
            "--pixel",
            "64,0",
            "--pixel",
            "63,63",
            "--png",
            png.toString());
    assertEquals(0, run.status(), run::err);
    JsonNode image = JSON.readTree(run.lastLine()).get("images").get(0);
    assertEquals("[63,63]", image.get("pixels").get(0).get("at").toString());
    assertEquals(1, image.get("pixels").size());
    assertTrue(image.get("pixel_size").isNull(), "unknown stays unknown");
    assertEquals(64, ImageIO.read(png.toFile()).getWidth());
  }

  @Test
  void peopleGetATable(@TempDir Path folder) throws Exception {
    String images = folder.resolve("images").toString();
    InProcess.run("synthesize", "--count", "1", "--size", "64", "--output", images);
    String file = images + "/haadf-0000.tif";
    Alrc.Finished run = InProcess.run("inspect", file, "--pixel", "1,2");
    assertEquals(0, run.status(), run::err);
    List<String> lines = run.out().lines().toList();
    assertEquals(file + ": TIFF, 1 image", lines.get(0));
    assertEquals(
        "image shape type use min max mean pixel size title",
        lines.get(1).strip().replaceAll(" +", " "));
    assertTrue(
        lines.get(2).matches(" +0 +64 × 64 +float32 +image +[-0-9.]+ .* unknown.*"), run::out);
    assertTrue(lines.get(3).startsWith("image 0, row 1, column 2: "), run::out);
    assertEquals(4, lines.size());
  }
}
