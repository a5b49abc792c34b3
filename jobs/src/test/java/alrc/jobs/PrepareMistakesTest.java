package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import alrc.jobs.process.InProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A mistake in an input, an option, a recipe or the output of {@code prepare} ends with one line.
 */
class PrepareMistakesTest extends Mistakes {
  @Test
  void inputsOfPrepare() throws Exception {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    refused("missing: no such file", "prepare", "--input", path("missing"), "--output", path("o"));
    refused(
        "the folder contains no files",
        "prepare",
        "--input",
        empty.toString(),
        "--output",
        path("o"));
    refused("is not a pattern", "prepare", "--input", empty + "/[!]", "--output", path("o"));
    refused("no file matches", "prepare", "--input", empty + "/**", "--output", path("o"));
    refused(
        "--recipe nonsense: must be one of [partial-stem-paper,",
        "prepare",
        "--input",
        image(),
        "--output",
        path("o"),
        "--recipe",
        "nonsense");
    assertFalse(Files.exists(folder.resolve("o")), "nothing was begun");
    refused("no such file or folder", "inspect", path("missing"));
    Path text = Files.writeString(folder.resolve("notes.txt"), "not a micrograph");
    refused("not-a-micrograph", "inspect", text.toString());
  }

  @Test
  void aScanPathOnAStoreThatDoesNotAnswerIsOneLine() throws Exception {
    Path recipe =
        Files.writeString(
            folder.resolve("r.yaml"),
            "name: r\ncrop: {side: 64}\nsteps: [{kind: probe-scan, path: {file:"
                + " 'nosuch://x/p.csv'}}]\n");
    refused(
        recipe + ": path.file nosuch://x/p.csv: no such file system",
        "prepare",
        "--input",
        image(),
        "--output",
        path("o"),
        "--recipe",
        recipe.toString());
  }

  @Test
  void optionsOfPrepareAreNamedAsTheyAreGiven() throws Exception {
    String[] prepare = {"prepare", "--input", image(), "--output", path("o")};
    refused(
        "--frames 1.5: must be none, first, all, mean, sum or an index",
        with(prepare, "--frames", "1.5"));
    refused(
        "--sum with --frames first: choose one of them",
        with(prepare, "--sum", "--frames", "first"));
    refused("--format hdf5: must be one of [parquet,", with(prepare, "--format", "hdf5"));
    refused("--pixels int8: must be float32,", with(prepare, "--pixels", "int8"));
    refused("--duplicates remove: must be keep or drop", with(prepare, "--duplicates", "remove"));
    refused("--scan-layout foo: must be sparse or dense", with(prepare, "--scan-layout", "foo"));
    refused("alrc: Value for option '--conf'", with(prepare, "--conf", "foo"));
    refused(
        "--output nosuch://x: no such file system",
        "prepare",
        "--input",
        image(),
        "--output",
        "nosuch://x");
    refused(
        "--output " + image() + ": must be a folder of its own",
        "prepare",
        "--input",
        image(),
        "--output",
        image());
    assertFalse(Files.exists(folder.resolve("o")), "nothing was begun");
    try (Stream<Path> files = Files.list(Path.of(image()))) {
      assertEquals(1, files.count(), "nothing was written among the micrographs");
    }
  }

  @Test
  void recipesOfPrepare() throws Exception {
    Path recipe = folder.resolve("mine.yaml");
    Files.writeString(recipe, "name: mine\ncrop: {side: 4}\nsteps: []\n");
    refused(
        recipe + ":2: crop.side: 4 must be at least 8 pixels",
        "prepare",
        "--input",
        image(),
        "--output",
        path("o"),
        "--recipe",
        recipe.toString());
    Files.writeString(recipe, "name: mine\ncrop: {side: 8}\nsteps:\n- {kind: blur, width: 3}\n");
    refused(
        recipe + ":4: steps[0].width: unknown field; known: side, sigma",
        "inspect",
        recipe.toString());
    Files.writeString(recipe, "name: mine\ncrop: {side: 64}\nsteps: []\n");
    refused("has no scan path", "inspect", recipe.toString(), "--png", path("path.png"));
    assertFalse(Files.exists(folder.resolve("o")), "nothing was begun");
  }

  @Test
  void outputsOfPrepare() throws Exception {
    String image = image();
    Path file = Files.writeString(folder.resolve("file"), "");
    refused("is a file", "prepare", "--input", image, "--output", file.toString());
    refused("cannot be", "prepare", "--input", image, "--output", file + "/below");
    refused("cannot be", "prepare", "--input", image, "--output", "/proc/no-one-may-write-here");
    assertEquals(0, InProcess.run("prepare", "--input", image, "--output", path("out")).status());
    refused(
        "was prepared with seed 0",
        "prepare",
        "--input",
        image,
        "--output",
        path("out"),
        "--seed",
        "7");
  }

  @Test
  void settingsThatDifferFromThoseOfTheOutput() throws Exception {
    String[] same = {"prepare", "--input", image(), "--output", path("out")};
    assertEquals(0, InProcess.run(same).status());
    refused(
        "--frames mean: file:" + path("out") + " was prepared with none; give that or another",
        with(same, "--frames", "mean"));
    Path recipe = folder.resolve("mine.yaml");
    Files.writeString(recipe, "name: mine\ncrop: {side: 256}\nsteps: []\n");
    refused(
        "--recipe mine: file:"
            + path("out")
            + " was prepared with another (crop.side: 512, not 256)",
        with(same, "--recipe", recipe.toString()));
    refused("--pixels float16", with(same, "--pixels", "float16"));
    refused(
        "--duplicates drop: file:" + path("out") + " was prepared with keep; give that or another",
        with(same, "--duplicates", "drop"));
    refused(
        "--max-pixels 1000: file:"
            + path("out")
            + " contains haadf-0000.tif of 262144 pixels; give",
        with(same, "--max-pixels", "1000"));
    assertEquals(0, InProcess.run(with(same, "--max-pixels", "262144")).status());
  }
}
