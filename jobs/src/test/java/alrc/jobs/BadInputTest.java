package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import alrc.jobs.process.InProcess;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * A user's mistake ends with status 2 and one line that names the thing, the value and the rule.
 */
class BadInputTest extends Mistakes {
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
  void filesWithoutAnEnd() throws Exception {
    refused("/dev/zero: is no file but a device without an end", "plan", "/dev/zero");
    Path study = folder.resolve("study.yaml");
    Files.writeString(study, STUDY.replace("synthetic, images: 10", "prepared, path: /dev/zero"));
    lastRefused("data.path file:/dev/zero: ", "plan", study.toString());
    Files.writeString(study, STUDY.replace("synthetic, images: 10", "prepared, path: absent"));
    lastRefused("/absent: contains no manifest.json", "plan", study.toString());
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
}
