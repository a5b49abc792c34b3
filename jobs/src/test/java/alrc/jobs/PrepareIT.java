package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import alrc.jobs.process.SharedData;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code alrc prepare} on real micrographs, once from the packaged jar; DuckDB reads the outputs.
 */
class PrepareIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void everyRealMicrographIsUsedOrRejectedWithAReason() throws Exception {
    Path stem = SharedData.path("data/stem");
    Alrc.Finished packaged = Alrc.run(arguments("two", "local[2]", stem + "/**"));
    assertEquals(0, packaged.status(), packaged::err);
    JsonNode facts = JSON.readTree(packaged.lastLine());

    Path out = folder.resolve("two");
    long files;
    try (Stream<Path> walk = Files.walk(stem)) {
      files = walk.filter(Files::isRegularFile).count();
    }
    String examples = "read_parquet('%s/examples/**/*.parquet')";
    String rejects = "read_parquet('%s/rejects.parquet')";
    long used = Duck.number(out, "SELECT count(DISTINCT source) FROM " + examples);
    long rejected = Duck.number(out, "SELECT count(*) FROM " + rejects + " WHERE image IS NULL");
    long written = Duck.number(out, "SELECT count(*) FROM " + examples);
    long refused = Duck.number(out, "SELECT count(*) FROM " + rejects + " WHERE row IS NOT NULL");
    assertEquals(files, facts.get("files").asLong());
    assertEquals(files, used + rejected, "files = used + rejected");
    assertEquals(used, facts.get("files_used").asLong());
    assertEquals(rejected, facts.get("files_rejected").asLong());
    assertEquals(written, facts.get("examples").asLong());
    assertEquals(facts.get("crops").asLong(), written + refused, "crops = examples + rejected");
    assertEquals(
        0,
        Duck.number(
            out,
            "SELECT count(*) FROM " + rejects + " WHERE reason IS NULL OR length(detail) < 3"));

    Map<String, String> reasons =
        Duck.rows(out, "SELECT source, reason FROM " + rejects + " WHERE image IS NULL").stream()
            .collect(Collectors.toMap(r -> r.split("\\|")[0], r -> r.split("\\|")[1]));
    assertEquals("spectrum", reasons.get("openNCEM/08_carbon.dm3"));
    assertEquals("too-small", reasons.get("bto-displacement/BTO_crystal_1.dm4"));
    assertEquals("stack", reasons.get("reencoded/sto_multipage.tif"));
    assertEquals("too-small", reasons.get("finding-atomic-positions/HAADF_byungchul.png"));
    assertEquals("not-a-micrograph", reasons.get("openNCEM/08_carbon.dm3.expected.json"));
    assertFalse(reasons.containsKey("stem-moire-gpa/STEM_Moire_Hologram.dm3"));

    JsonNode manifest = JSON.readTree(out.resolve("manifest.json").toFile());
    assertEquals(facts.get("digest"), manifest.get("digest"));
    String sources = "read_parquet('%s/sources.parquet')";
    assertEquals(
        0,
        Duck.number(
            out,
            "SELECT count(*) FROM "
                + examples
                + " ANTI JOIN "
                + sources
                + " USING (source, image)"),
        "the image of every example is described");
    assertEquals(
        List.of("0.46594300866127014|nm|512|512"),
        Duck.rows(
            out,
            "SELECT pixel_size, unit, height, width FROM "
                + sources
                + " WHERE source = 'stem-moire-gpa/STEM_Moire_Hologram.dm3'"));
    assertEquals(
        List.of("true|true"),
        Duck.rows(
            out,
            "SELECT pixel_size IS NULL, unit IS NULL FROM "
                + sources
                + " WHERE source = 'reencoded/moire_16bit.png'"));
    assertEquals(1, Duck.number(out, "SELECT count(*) FROM read_parquet('%s/masks.parquet')"));
    assertEquals(
        45_773,
        Duck.number(
            out,
            "SELECT min(octet_length(scan)) // 4 FROM "
                + examples
                + " WHERE scan_layout='sparse'"));
  }

  @Test
  void oneTaskOrTwoAndAnyOrderGiveTheSameExamples() throws Exception {
    Path stem = SharedData.path("data/stem");
    List<String> inputs =
        List.of(
            stem.resolve("ede-partial-stem").toString(), stem.resolve("stem-moire-gpa").toString());
    JsonNode one = prepare("one", "local[1]", inputs.get(0), inputs.get(1));
    JsonNode two = prepare("two", "local[2]", inputs.get(1), inputs.get(0));
    assertEquals(one.get("digest"), two.get("digest"));
    assertTrue(one.get("examples").asLong() >= 10);
    String content =
        "SELECT example_id, split, orientation, sha256(truth), sha256(scan) FROM"
            + " read_parquet('%s/examples/**/*.parquet', hive_partitioning=true) ORDER BY 1";
    assertEquals(
        Duck.rows(folder.resolve("one"), content), Duck.rows(folder.resolve("two"), content));
  }

  @Test
  void runningAgainDoesNothingAndAddingFilesOnlyAdds() throws Exception {
    Path images = folder.resolve("images");
    run("synthesize", "--count", "3", "--size", "512", "--output", images.toString());
    JsonNode first = prepare("out", "local[2]", images.toString());
    List<Path> parts = parts();
    Alrc.Finished second =
        run(
            "prepare",
            "--input",
            images.toString(),
            "--output",
            folder.resolve("out").toString(),
            "--json");
    assertTrue(second.out().contains("nothing was left to do"), second.out());
    JsonNode again = JSON.readTree(second.lastLine());
    assertEquals(first.get("digest"), again.get("digest"));
    assertEquals(parts, parts(), "no file was written again");

    run("synthesize", "--count", "5", "--size", "512", "--output", images.toString());
    JsonNode more = prepare("out", "local[2]", images.toString());
    JsonNode fresh = prepare("fresh", "local[1]", images.toString());
    assertEquals(5, more.get("examples").asLong());
    assertEquals(fresh.get("digest"), more.get("digest"));
    assertEquals(
        Files.readString(folder.resolve("fresh/card.html"))
            .replaceAll("from \\d+ of \\d+ files", ""),
        Files.readString(folder.resolve("out/card.html")).replaceAll("from \\d+ of \\d+ files", ""),
        "the card of a set that grew is that of one made at once");
    assertTrue(parts().containsAll(parts), "what was written stays");
  }

  @Test
  void badFilesAreRejectsAndNeverStopTheJob() throws Exception {
    Path bad = SharedData.path("data/bad");
    prepare("bad", "local[2]", bad.toString());
    Map<String, String> reasons =
        Duck.rows(
                folder.resolve("bad"),
                "SELECT source, reason FROM read_parquet('%s/rejects.parquet')"
                    + " WHERE image IS NULL")
            .stream()
            .collect(Collectors.toMap(r -> r.split("\\|")[0], r -> r.split("\\|")[1]));
    assertEquals("corrupt", reasons.get("claims_100000x100000.tif"));
    assertEquals("corrupt", reasons.get("truncated.dm3"));
    assertEquals("corrupt", reasons.get("truncated.tif"));
    assertEquals("corrupt", reasons.get("zero_byte.dm3"));
    assertEquals("corrupt", reasons.get("corrupt_data_length.dm4"));
    assertEquals("not-a-micrograph", reasons.get("text_renamed.tif"));
    assertEquals("colour", reasons.get("rgb.tif"));
    assertEquals("too-small", reasons.get("small_300x400.tif"));
    assertEquals("stack", reasons.get("stack_5x512x512.tif"));
    assertFalse(reasons.containsKey("nan_inf_pixels.tif"));
    assertEquals(
        List.of("constant.tif|true", "nan_inf_pixels.tif|false"),
        Duck.rows(
            folder.resolve("bad"),
            "SELECT source, blank FROM read_parquet('%s/examples/**/*.parquet') ORDER BY 1"));
  }

  @Test
  void stacksAreUsedWhereAskedAndTwoRunsAddUpToOne() throws Exception {
    Path stack = SharedData.path("data/bad/stack_5x512x512.tif");
    Path rgb = SharedData.path("data/bad/rgb.tif");
    for (String input : List.of(rgb.toString(), stack.toString())) {
      run(
          "prepare",
          "--input",
          input,
          "--output",
          folder.resolve("steps").toString(),
          "--frames",
          "all");
    }
    run(
        "prepare",
        "--input",
        stack.toString(),
        rgb.toString(),
        "--output",
        folder.resolve("once").toString(),
        "--frames",
        "all");
    assertEquals(
        JSON.readTree(folder.resolve("once/manifest.json").toFile()),
        JSON.readTree(folder.resolve("steps/manifest.json").toFile()));
    assertEquals(
        List.of("0", "1", "2", "3", "4"),
        Duck.rows(
            folder.resolve("steps"),
            "SELECT frame FROM read_parquet('%s/examples/**/*.parquet') ORDER BY 1"));
    Alrc.Finished other =
        InProcess.run(
            "prepare",
            "--input",
            stack.toString(),
            "--output",
            folder.resolve("steps").toString(),
            "--frames",
            "first");
    assertEquals(2, other.status(), other::err);
  }

  @Test
  void theCropPlannerGivesThePublishedCount() throws Exception {
    Path shapes = SharedData.path("data/wemd/shapes.csv");
    Alrc.Finished run = run("prepare", "--dry-run", "--shapes", shapes.toString(), "--json");
    JsonNode plan = JSON.readTree(run.lastLine());
    assertEquals(161_069, plan.get("crops").asLong());
    assertEquals(18_806, plan.get("images_used").asLong());
    assertEquals(19_769, plan.get("images").asLong());
  }

  private JsonNode prepare(String out, String master, String... inputs) throws Exception {
    return JSON.readTree(run(arguments(out, master, inputs)).lastLine());
  }

  private String[] arguments(String out, String master, String... inputs) {
    List<String> arguments =
        Stream.concat(
                Stream.of("prepare", "--master", master, "--json", "--output"),
                Stream.of(folder.resolve(out).toString()))
            .collect(Collectors.toList());
    for (String input : inputs) {
      arguments.addAll(List.of("--input", input));
    }
    return arguments.toArray(String[]::new);
  }

  private static Alrc.Finished run(String... arguments) {
    Alrc.Finished run = InProcess.run(arguments);
    assertEquals(0, run.status(), run::err);
    return run;
  }

  private List<Path> parts() throws Exception {
    try (Stream<Path> walk = Files.walk(folder.resolve("out/examples"))) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
