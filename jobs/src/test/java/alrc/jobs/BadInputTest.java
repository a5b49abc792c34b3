package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import alrc.jobs.process.SweepOutput;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A user's mistake ends with status 2 and one line that names the thing, the value and the rule.
 */
class BadInputTest {
  private static final String STUDY = "study: s\ndata: {kind: synthetic, images: 10}\nseeds: 1\n";

  @TempDir Path folder;

  @Test
  void commandsAndOptions() throws Exception {
    refused("a command is needed", new String[0]);
    refused("frobnicate", "frobnicate");
    refused("--frobnicate", "prepare", "--frobnicate");
    refused("--input: is missing", "prepare", "--output", path("out"));
    refused("--output: is missing", "prepare", "--input", folder.toString() + "/../" + "**");
    refused("--seed", "prepare", "--input", "x", "--output", "y", "--seed", "many");
    refused("--count 0: must be", "synthesize", "--count", "0", "--size", "64", "--output", "x");
    refused("--tolerate", "prepare", "--input", "x", "--output", "y", "--tolerate", "some");
    refused(
        "--pixel 1: must be ROW,COLUMN", "inspect", image() + "/haadf-0000.tif", "--pixel", "1");
  }

  /** What a shell makes of a variable that is not set. */
  @Test
  void anEmptyNameIsNotTheFolderOneIsIn() throws Exception {
    Path study = Files.writeString(folder.resolve("study.yaml"), STUDY);
    refused("--output '': must not be empty", "sweep", study.toString(), "--output", "");
    refused("--output '': must not be empty", "plan", study.toString(), "--output", "");
    refused("--output '': must not be empty", "report", path("sweep"), "--output=");
    refused("--output '': must not be empty", "demo", "--output", "");
    refused("--output '': must not", "synthesize", "--count", "1", "--size", "64", "--output", "");
    refused("--output '': must not be empty", "prepare", "--input", image(), "--output", "");
    refused("--input '': must not be empty", "prepare", "--input", "", "--output", path("o"));
    refused("--input '': must not be", "prepare", "--input", image(), "", "--output", path("o"));
    refused("STUDY '': must not be empty", "sweep", "", "--output", path("o"));
    refused("URI '': must not be empty", "status", "");
    refused("PATH '': must not be empty", "inspect", "");
  }

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
  void optionsOfPrepareAreNamedAsTheyAreGiven() throws Exception {
    String[] prepare = {"prepare", "--input", image(), "--output", path("o")};
    refused(
        "--frames 1.5: must be none, first, all, mean or an index",
        with(prepare, "--frames", "1.5"));
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
  void filesWithoutAnEnd() throws Exception {
    refused("/dev/zero: is no file but a device without an end", "plan", "/dev/zero");
    Path study = folder.resolve("study.yaml");
    Files.writeString(study, STUDY.replace("synthetic, images: 10", "prepared, path: /dev/zero"));
    lastRefused("data.path file:/dev/zero: ", "plan", study.toString());
    Files.writeString(study, STUDY.replace("synthetic, images: 10", "prepared, path: absent"));
    lastRefused("/absent: contains no manifest.json", "plan", study.toString());
  }

  private static void lastRefused(String words, String... command) {
    Alrc.Finished run = InProcess.run(command);
    assertEquals(2, run.status(), run::err);
    assertTrue(run.err().strip().lines().reduce("", (a, b) -> b).contains(words), run::err);
    assertFalse(run.err().contains("\tat "), run::err);
  }

  @Test
  void settingsThatSparkRefuses() throws Exception {
    lastRefused(
        "--conf spark.executor.memory=zzz: Spark refuses it",
        "prepare",
        "--input",
        image(),
        "--output",
        path("out"),
        "--conf",
        "spark.executor.memory=zzz");
  }

  @Test
  void aFileThatCannotBeOpenedSaysWhy() throws Exception {
    Path input = Files.createDirectories(folder.resolve("links"));
    Files.createSymbolicLink(input.resolve("round.tif"), input.resolve("round.tif"));
    Files.createSymbolicLink(input.resolve("cycle"), input);
    Files.copy(Path.of(image(), "haadf-0000.tif"), input.resolve("sound.tif"));
    Alrc.Finished run =
        InProcess.run("prepare", "--input", input.toString(), "--output", path("out"));
    assertEquals(0, run.status(), run::err);
    assertTrue(run.out().startsWith("3 files: 1 used, 2 rejected"), run::out);
    List<String> why =
        Duck.rows(folder.resolve("out"), "SELECT detail FROM '%s/rejects.parquet' ORDER BY source");
    assertEquals("InputFailure: cannot be opened: not a regular file", why.get(0));
    assertTrue(why.get(1).contains("Too many levels of symbolic links"), why::toString);
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

  private static String[] with(String[] command, String... options) {
    return Stream.concat(Stream.of(command), Stream.of(options)).toArray(String[]::new);
  }

  @Test
  void aMasterThatIsNotThere() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    String master = "spark://127.0.0.1:" + closed;
    String rule = "--master " + master + ": no Spark master answers there (Connection refused)";
    refused(rule, "prepare", "--input", image(), "--output", path("out"), "--master", master);
    refused(rule, "sweep", study(STUDY), "--output", path("sweep"), "--master", master);
    refused(
        "spark://nowhere,127.0.0.1:" + closed + ": no Spark master answers there (nowhere must be",
        "prepare",
        "--input",
        image(),
        "--output",
        path("out"),
        "--master",
        "spark://nowhere,127.0.0.1:" + closed);
  }

  @Test
  void aFileThatCannotBeReadIsARejectBesideTheOthers() throws Exception {
    Path images = Path.of(image());
    Files.createSymbolicLink(images.resolve("gone.tif"), folder.resolve("nowhere"));
    Files.createSymbolicLink(images.resolve("loop"), images);
    assertEquals(0, new ProcessBuilder("mkfifo", images + "/pipe.tif").start().waitFor());
    assertEquals(0, InProcess.run("prepare", "--input", images.toString(), "--dry-run").status());
    Alrc.Finished run =
        InProcess.run("prepare", "--input", images.toString(), "--output", path("out"));
    assertEquals(0, run.status(), run::err);
    assertEquals(
        List.of("gone.tif|unreadable", "loop|unreadable", "pipe.tif|unreadable"),
        Duck.rows(
            folder.resolve("out"),
            "SELECT source, reason FROM read_parquet('%s/rejects.parquet')" + " ORDER BY 1"));
    Alrc.Finished strict =
        InProcess.run(
            "prepare", "--input", images.toString(), "--output", path("out"), "--tolerate", "0");
    assertEquals(3, strict.status(), strict::err);
    assertTrue(strict.out().contains("nothing was left to do"), strict::out);
    Files.copy(images.resolve("haadf-0000.tif"), folder.resolve("nowhere"));
    Alrc.Finished mended =
        InProcess.run("prepare", "--input", images.toString(), "--output", path("out"));
    assertTrue(mended.out().contains("4 files: 2 used"), mended::out);
    assertFalse(mended.out().contains("nothing was left to do"), mended::out);
  }

  @Test
  void aListingMayNameFilesWithSpaces() throws Exception {
    Path image = Path.of(image()).resolve("haadf-0000.tif");
    Path spaced = Files.move(image, image.resolveSibling("#1 a scan.tif"));
    Path list = Files.writeString(folder.resolve("list"), spaced + "\n");
    Alrc.Finished run = InProcess.run("prepare", "--input", "@" + list, "--dry-run", "--json");
    assertEquals("{\"images\":1,\"images_used\":1,\"crops\":1}", run.lastLine(), run::err);
  }

  @Test
  void studies() throws Exception {
    refused("no such file, and not one of the presets", "plan", path("missing.yaml"));
    refused("iteratons", "plan", study(STUDY + "iteratons: 5\n"));
    refused("iterations", "plan", study(STUDY + "iterations: none\n"));
    refused("batch", "plan", study(STUDY + "batch: [1, 0]\n"));
    refused("kind", "plan", study(STUDY + "rule: {kind: alcr}\n"));
    refused("mean", "plan", study(STUDY + "rule: {kind: alrc, start: {mean: 3, square: 4}}\n"));
    refused(
        "data_batch",
        "sweep",
        study("study: s\ndata: {kind: cifar10, path: .}\nseeds: 1\n"),
        "--output",
        path("sweep"));
    refused(
        "manifest.json",
        "sweep",
        study("study: s\ndata: {kind: prepared, path: .}\nseeds: 1\n"),
        "--output",
        path("sweep"));
    refused(
        "two entries must not differ in their path",
        "plan",
        study("study: s\ndata: [{kind: prepared, path: a}, {kind: prepared, path: b}]\n"));
    refused("study.json", "status", folder.toString());
    refused("study.json", "report", folder.toString(), "--output", path("report"));
  }

  @Test
  void theOutputOfAnotherStudyIsLeftAlone() throws Exception {
    String small = "model: {kind: supersampling, width: 0.03125}\niterations: 5\n";
    String sweep = path("sweep");
    assertEquals(0, InProcess.run("sweep", study(STUDY + small), "--output", sweep).status());
    refused(
        "contains the study 's', not 'other'",
        "sweep",
        study(STUDY.replace("study: s", "study: other") + small),
        "--output",
        sweep);
    refused("contains a sweep", "prepare", "--input", image(), "--output", sweep);
    Files.writeString(folder.resolve("sweep/study.json"), "{");
    refused("study.json: is damaged (it is not JSON); remove it", "status", sweep);
  }

  @Test
  void aDiskThatFillsLeavesWhatWasPreparedValid() throws Exception {
    String images = path("images");
    assertEquals(
        0,
        InProcess.run("synthesize", "--count", "16", "--size", "512", "--output", images).status());
    onSmallDisk(
        8,
        disk -> {
          String out = disk.resolve("out").toString();
          Alrc.Finished full =
              InProcess.run("prepare", "--input", images, "--output", out, "--master", "local[1]");
          assertOneLine(full, "No space left on device");
          try (Stream<Path> files = Files.walk(Path.of(out))) {
            List<Path> parts = files.filter(file -> file.toString().endsWith(".parquet")).toList();
            assertFalse(parts.isEmpty(), "some parts were complete");
            for (Path part : parts) {
              assertTrue(
                  Duck.number(part, "SELECT sum(octet_length(truth)) FROM read_parquet('%s')") > 0);
            }
          }
        });
  }

  @Test
  void aDiskThatFillsEndsASweepInOneLineAndItGoesOnToWhatItWouldHaveComeTo() throws Exception {
    String small = "model: {kind: supersampling, width: 0.03125}\niterations: 200\n";
    String study = study(STUDY.replace("seeds: 1", "seeds: 6") + "curve: {boxcar: 1}\n" + small);
    SweepOutput undisturbed = new SweepOutput(folder.resolve("undisturbed"));
    assertEquals(0, InProcess.run(undisturbed.sweep(Path.of(study))).status());
    onSmallDisk(
        1,
        disk -> {
          SweepOutput out = new SweepOutput(disk.resolve("out"));
          String[] sweep = out.sweep(Path.of(study), "--cohort", "1", "--master", "local[1]");
          Path filler = disk.resolve("filler");
          Files.write(filler, new byte[(1 << 20) - (100 << 10)]);
          assertOneLine(InProcess.run(sweep), "No space left on device");
          int recorded = out.files("summaries").size();
          assertTrue(recorded > 0 && recorded < 6, recorded + " of 6 were recorded");
          Files.delete(filler);
          assertEquals(0, InProcess.run(sweep).status());
          assertEquals(undisturbed.results(), out.results());
        });
  }

  @Test
  void onAFullDiskALockIsNotLeft() throws Exception {
    String study = study(STUDY);
    onSmallDisk(
        1,
        disk -> {
          Path out = Files.createDirectories(disk.resolve("out"));
          Path filler = disk.resolve("filler");
          assertThrows(IOException.class, () -> Files.write(filler, new byte[2 << 20]));
          assertOneLine(
              InProcess.run("sweep", study, "--output", out.toString()), "No space left on device");
          try (Stream<Path> files = Files.list(out)) {
            assertEquals(List.of(), files.toList());
          }
        });
  }

  private interface OnDisk {
    void run(Path disk) throws Exception;
  }

  private void onSmallDisk(int megabytes, OnDisk work) throws Exception {
    Path disk = Files.createDirectories(folder.resolve("disk"));
    String size = "size=" + megabytes + "m";
    int mounted =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", size, "tmpfs", disk.toString())
            .start()
            .waitFor();
    assumeTrue(mounted == 0, "skipped: a small disk can only be mounted by root");
    try {
      work.run(disk);
    } finally {
      new ProcessBuilder("umount", disk.toString()).start().waitFor();
    }
  }

  private String image() throws Exception {
    String images = path("image");
    if (!Files.exists(Path.of(images))) {
      InProcess.run("synthesize", "--count", "1", "--size", "512", "--output", images);
    }
    return images;
  }

  private String study(String yaml) throws Exception {
    return Files.writeString(folder.resolve("study.yaml"), yaml).toString();
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private static void refused(String words, String... arguments) throws Exception {
    assertOneLine(InProcess.run(arguments), words);
  }

  private static void assertOneLine(Alrc.Finished run, String words) {
    List<String> lines = run.err().lines().filter(line -> line.startsWith("alrc: ")).toList();
    assertEquals(2, run.status(), run::err);
    assertEquals(1, lines.size(), run::err);
    assertTrue(lines.get(0).contains(words), () -> words + " is not in: " + lines.get(0));
    assertFalse(run.err().contains("\tat "), run::err);
  }
}
