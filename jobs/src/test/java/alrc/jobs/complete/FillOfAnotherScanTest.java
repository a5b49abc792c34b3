package alrc.jobs.complete;

import static org.junit.jupiter.api.Assertions.assertEquals;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.InProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that fills scans first must know how they were made. */
class FillOfAnotherScanTest {
  private static final String PATH = "path: {kind: spiral, coverage: 0.1}}";
  @TempDir static Path folder;

  @BeforeAll
  static void data() throws Exception {
    done("synthesize", "--count", "8", "--size", "64", "--output", path("images"));
    prepare("partial", "  - {kind: partial-scan, " + PATH);
    prepare("probe", "  - {kind: probe-scan, " + PATH);
    prepare("plain", "");
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  private static void done(String... arguments) {
    Alrc.Finished run = InProcess.run(arguments);
    assertEquals(0, run.status(), run::err);
  }

  private static void prepare(String name, String scan) throws IOException {
    String steps = "steps:\n  - clean-non-finite\n  - rescale-min-max\n" + scan + "\n";
    Path recipe = folder.resolve(name + ".yaml");
    Files.writeString(recipe, "name: x\ncrop: {side: 64}\n" + steps);
    done(
        "prepare",
        "--input",
        path("images"),
        "--recipe",
        recipe.toString(),
        "--split",
        "ordered",
        "--output",
        path(name));
  }

  private static String study(String data, String fill) throws IOException {
    Path study = folder.resolve(fill + "-of-" + data.replace(' ', '-') + ".yaml");
    String source = data.equals("synthetic") ? "synthetic" : "prepared, path: " + data;
    Files.writeString(
        study,
        "study: x\ndata: {kind: "
            + source
            + "}\nmodel: {kind: partial-scan, width: 0.03125, size: 64, fill: "
            + fill
            + "}\nloss: squared\niterations: 2\nseeds: 1\nsummary: {last: 1}\nmodels: final\n");
    return study.toString();
  }

  private static void refused(String line, String... arguments) {
    Alrc.Finished run = InProcess.run(arguments);
    assertEquals(2, run.status(), run::err);
    List<String> lines =
        run.err().lines().filter(l -> !l.isBlank() && !l.contains("INFO")).toList();
    assertEquals("alrc: " + line, lines.get(lines.size() - 1).replace("file:", ""));
  }

  @Test
  void aStudyWhoseFillIsNotTheStepOfItsDataIsRefused() throws IOException {
    String wrong =
        "model.fill: probe-scan must be partial-scan, the step that made the scans of data.path "
            + path("partial")
            + ", or none";
    String other = study("partial", "probe-scan");
    refused(wrong, "sweep", other, "--output", path("never"));
    refused(wrong, "plan", other);
    refused(
        "data.path "
            + path("plain")
            + ": has no scans, which model.fill partial-scan needs; prepare with a recipe whose"
            + " last step is a scan",
        "sweep",
        study("plain", "partial-scan"),
        "--output",
        path("never"));
    String made = study("synthetic", "probe-scan");
    refused(
        made
            + ":3: model.fill: probe-scan must be partial-scan or none: synthetic scans are like"
            + " those of that step",
        "plan",
        made);
    assertEquals(false, Files.exists(folder.resolve("never")));
  }

  @Test
  void aNetworkCompletesTheScansThatItCanFillOnly() throws IOException {
    done("sweep", study("partial", "partial-scan"), "--output", path("sweep"));
    String[] common = {"complete", "--model", path("sweep"), "--baselines", "none"};
    done(with(common, "--data", path("partial"), "--output", path("completed")));
    String model;
    try (Stream<Path> kept = Files.list(folder.resolve("sweep/models"))) {
      model = kept.filter(f -> f.toString().endsWith(".safetensors")).findAny().get().toString();
    }
    refused(
        "--model "
            + model
            + ": fills scans of the step partial-scan before it completes them; those of --data "
            + path("probe")
            + " are like those of probe-scan",
        with(common, "--data", path("probe"), "--output", path("never")));
  }

  @Test
  void aDataSetWithoutScansIsRefused() {
    String[] common = {"complete", "--model", "baseline:linear", "--output", path("never")};
    refused(
        "--data " + path("plain") + ": has no scans; prepare with a recipe that has a scan path",
        with(common, "--data", path("plain")));
    refused(
        "--split validation: "
            + path("partial")
            + " has no scans in it; it has some in train, test",
        with(common, "--data", path("partial"), "--split", "validation"));
  }

  private static String[] with(String[] first, String... more) {
    return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
  }
}
