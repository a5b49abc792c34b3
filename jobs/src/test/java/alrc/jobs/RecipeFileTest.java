package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import alrc.stem.transform.BuiltInRecipes;
import alrc.stem.transform.Recipe;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code alrc prepare --recipe FILE}: a recipe of one's own, from YAML to Parquet. */
class RecipeFileTest {
  private static final String RECIPE =
      """
      name: mine
      crop: {kind: grid, side: 64, remainder: shift}
      steps:
        - kind: clean-non-finite
        - kind: rescale-unit
        - {kind: orient, choice: all}
        - kind: probe-scan
          path: {kind: rows, coverage: 0.25}
          noise: [{kind: poisson, dose: 30}]
      """;

  @TempDir Path folder;

  @Test
  void aRecipeOfOnesOwnIsAppliedAndRecorded() throws Exception {
    Path recipe = Files.writeString(folder.resolve("mine.yaml"), RECIPE);
    String images = folder.resolve("images").toString();
    run("synthesize", "--count", "2", "--size", "100", "--output", images);
    Path out = folder.resolve("out");
    JsonNode facts =
        run(
            "prepare",
            "--input",
            images,
            "--output",
            out.toString(),
            "--recipe",
            recipe.toString(),
            "--json");
    JsonNode plan =
        run("prepare", "--input", images, "--recipe", recipe.toString(), "--dry-run", "--json");
    assertEquals(2 * 4 * 8, facts.get("examples").asInt());
    assertEquals(facts.get("crops"), plan.get("crops"));
    String examples = "read_parquet('%s/examples/**/*.parquet')";
    assertEquals(
        List.of("0|8", "1|8", "2|8", "3|8", "4|8", "5|8", "6|8", "7|8"),
        Duck.rows(out, "SELECT orientation, count(*) FROM " + examples + " GROUP BY 1 ORDER BY 1"));
    assertEquals(64, Duck.number(out, "SELECT count(DISTINCT example_id) FROM " + examples));
    assertEquals(16 * 64, Duck.number(out, "SELECT max(octet_length(scan)) // 4 FROM " + examples));
    assertEquals(
        List.of("0.25|0.25"),
        Duck.rows(
            out, "SELECT nominal_coverage, measured_mean FROM read_parquet('%s/masks.parquet')"));
    JsonNode manifest = new ObjectMapper().readTree(out.resolve("manifest.json").toFile());
    assertEquals("mine", manifest.get("recipe").asText());
    assertEquals("shift", manifest.get("recipe_settings").get("crop").get("remainder").asText());
  }

  /** The path is read beside the recipe, travels to the tasks, and its bytes name the data set. */
  @Test
  void aPathOfOnesOwnIsScannedAlikeOnOneTaskAndOnFour() throws Exception {
    Path paths = Files.createDirectories(folder.resolve("recipes"));
    Files.writeString(paths.resolve("p.csv"), "t,x,y,dwell\n0,3,4,1e-5\n1e-5,60,61,1e-5\n");
    String yaml =
        RECIPE.replace(
            "path: {kind: rows, coverage: 0.25}",
            "path: {file: p.csv}\n    distortions: [{kind: scan-jitter, deviation: 2}]");
    Path recipe = Files.writeString(paths.resolve("own.yaml"), yaml);
    String images = folder.resolve("images").toString();
    run("synthesize", "--count", "4", "--size", "100", "--output", images);
    String digest = "";
    for (String tasks : List.of("local[1]", "local[4]")) {
      Path out = folder.resolve(tasks);
      String[] command = {"prepare", "--input", images, "--output", out.toString(), "--json"};
      List<String> all = new java.util.ArrayList<>(List.of(command));
      all.addAll(List.of("--recipe", recipe.toString(), "--master", tasks));
      JsonNode facts = run(all.toArray(String[]::new));
      assertTrue(digest.isEmpty() || digest.equals(facts.get("digest").asText()));
      digest = facts.get("digest").asText();
      JsonNode manifest = new ObjectMapper().readTree(out.resolve("manifest.json").toFile());
      JsonNode path = manifest.get("recipe_settings").get("steps").get(3).get("path");
      assertEquals(64, path.get("sha256").asText().length());
      assertTrue(path.get("content") == null && path.get("file") == null, path.toString());
    }
    Files.writeString(paths.resolve("p.csv"), "t,x,y,dwell\n0,3,4,1e-5\n1e-5,60,9,1e-5\n");
    String again = folder.resolve("local[1]").toString();
    Alrc.Finished other =
        InProcess.run(
            "prepare", "--input", images, "--output", again, "--recipe", recipe.toString());
    assertEquals(2, other.status(), other::err);
    assertTrue(other.err().contains("sha256"), other.err());
  }

  @Test
  void blurredTruthsAreStoredAndNotBlurredAgainInTraining() throws Exception {
    String blurred = RECIPE.replace("choice: all", "choice: none") + "truth: blurred\n";
    Path recipe = Files.writeString(folder.resolve("blurred.yaml"), blurred);
    String images = folder.resolve("images").toString();
    run("synthesize", "--count", "1", "--size", "64", "--output", images);
    String out = folder.resolve("out").toString();
    run("prepare", "--input", images, "--output", out, "--recipe", recipe.toString());
    Path study =
        Files.writeString(
            folder.resolve("study.yaml"),
            "study: s\n"
                + "data: {kind: prepared, path: out}\n"
                + "model: {kind: partial-scan, width: 0.0625, size: 64}\n"
                + "iterations: 1\n"
                + "seeds: 1\n");
    Alrc.Finished sweep =
        InProcess.run("sweep", study.toString(), "--output", folder.resolve("sweep").toString());
    assertEquals(2, sweep.status(), sweep::err);
    assertTrue(sweep.err().contains("contains blurred truths"), sweep.err());
  }

  private static JsonNode run(String... arguments) throws Exception {
    Alrc.Finished run = InProcess.run(arguments);
    assertEquals(0, run.status(), run::err);
    return run.lastLine().startsWith("{")
        ? new ObjectMapper().readTree(run.lastLine())
        : new ObjectMapper().createObjectNode();
  }

  @Test
  void everyBuiltInRecipeIsPrintedAsTheStartOfOnesOwn() throws Exception {
    String schema = "# yaml-language-server: \\$schema=recipe\\.schema\\.json";
    for (String name : BuiltInRecipes.NAMES) {
      Alrc.Finished printed = InProcess.run("prepare", "--recipe", name, "--print");
      assertEquals(0, printed.status(), printed::err);
      assertTrue(printed.out().lines().findFirst().orElseThrow().matches(schema), printed.out());
      assertEquals(Recipe.named(name), Recipe.parse(printed.out(), name));
    }
    Path mine = Files.writeString(folder.resolve("printed.yaml"), RECIPE);
    Alrc.Finished own = InProcess.run("prepare", "--recipe", mine.toString(), "--print");
    assertTrue(own.out().endsWith(RECIPE), own.out());
  }

  @Test
  void printingDoesNothingElse() throws Exception {
    Alrc.Finished both = InProcess.run("prepare", "--print", "--input", folder.toString());
    assertEquals(2, both.status());
    assertTrue(both.err().startsWith("alrc: --print: prints the recipe only"), both.err());
    Alrc.Finished unknown = InProcess.run("prepare", "--print", "--recipe", "not-a-recipe");
    assertEquals(2, unknown.status());
    assertTrue(unknown.err().contains("must be one of"), unknown.err());
  }
}
