package alrc.jobs.complete;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.metric.ImagePair;
import alrc.core.metric.Metrics;
import alrc.jobs.process.Alrc;
import alrc.jobs.process.Browser;
import alrc.jobs.process.Duck;
import alrc.jobs.process.PageCheck;
import alrc.settings.RecordJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code complete} on a prepared data set, with networks that a sweep kept. */
class CompleteTest {
  @TempDir static Path folder;
  private static SmallSweep small;

  @BeforeAll
  static void sweep() throws Exception {
    small = SmallSweep.in(folder);
  }

  private static JsonNode json(Alrc.Finished run) {
    assertEquals(0, run.status(), run::err);
    String[] lines = run.out().strip().split("\n");
    return RecordJson.parse(lines[lines.length - 1]);
  }

  private static List<String> query(String output, String sql) throws Exception {
    return Duck.rows(folder.resolve(output), sql);
  }

  private static Map<String, byte[]> files(String output) throws Exception {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder.resolve(output).resolve("completions"))) {
      for (Path file : all.filter(f -> f.toString().endsWith(".parquet")).toList()) {
        files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  @Test
  void everyHeldOutScanIsCompletedAndScoredBesideTheBestBaseline() throws Exception {
    long before = LoadedModels.loads();
    JsonNode facts = json(small.complete(small.path("sweep"), "out", "--master", "local[2]"));
    assertEquals(1, LoadedModels.loads() - before, "loads of one network in one process");
    String held = "FROM read_parquet('%s/../data/examples/**/*.parquet') WHERE split <> 'train'";
    List<String> expected = query("out", "SELECT example_id " + held + " ORDER BY 1");
    assertTrue(expected.size() > 8, expected::toString);
    String from = " FROM read_parquet('%s/completions/**/*.parquet')";
    assertEquals(expected, query("out", "SELECT example_id" + from + " ORDER BY 1"));
    assertEquals(expected.size(), facts.get("completed").asInt());
    assertEquals(
        List.of("" + expected.size()),
        query(
            "out",
            "SELECT count(*)"
                + from
                + " WHERE octet_length(completion) = 4 * height * width AND octet_length(target) ="
                + " 4 * height * width AND rmse > 0 AND mae > 0 AND psnr > 0 AND ssim < 1 AND"
                + " baseline IN ('linear', 'masked-gaussian', 'sparse-dct') AND baseline_rmse ="
                + " least(linear_rmse, masked_gaussian_rmse, sparse_dct_rmse) AND baseline_ssim < 1"
                + " AND nearest_rmse IS NULL"));
    checkARow();
    String csv = Files.readString(folder.resolve("out/summary.csv"));
    assertTrue(csv.startsWith("group,name,images,scored,rmse,rmse_low,rmse_high,"), csv);
    for (String group : List.of("all,all,", "split,", "source,", "coverage,0.")) {
      assertTrue(csv.contains("\n" + group), csv);
    }
    JsonNode manifest = RecordJson.parse(Files.readString(folder.resolve("out/manifest.json")));
    assertEquals(facts.get("digest"), manifest.get("digest"));
    String page = Files.readString(folder.resolve("out/completions.html"));
    for (String piece :
        List.of(
            "Best", "Median", "Worst", "Error: ", "Best baseline: ", "Scan: ", "best baseline")) {
      assertTrue(page.contains(piece), piece);
    }
    assertTrue(page.matches("(?s).*row \\d+, column \\d+, \\d+ × \\d+ pixels, coverage .*"), page);
    try (Browser browser = Browser.start()) {
      Path shown = folder.resolve("out/completions.html");
      assertEquals(0, PageCheck.everywhere(browser, shown, Path.of("target", "pages")));
    }
  }

  /** The figures are those of the stored images. */
  private static void checkARow() throws Exception {
    Path file;
    try (Stream<Path> all = Files.list(folder.resolve("out/completions"))) {
      file = all.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    var storage = alrc.jobs.storage.StorageSettings.local().open();
    try (var rows =
        alrc.stem.parquet.RowReader.open(storage.input(file.toString()), java.util.Set.of())) {
      var row = rows.read();
      float[] completion = CompletionColumns.floats(row.bytes("completion"));
      float[] target = CompletionColumns.floats(row.bytes("target"));
      ImagePair pair =
          new ImagePair(target, completion, row.integer("height"), row.integer("width"));
      for (String name : List.of("rmse", "mae", "psnr", "ssim")) {
        assertEquals(Metrics.named(name).of(pair), row.number(name));
      }
    }
  }

  @Test
  void aStoppedRunResumesToTheSameBytesAndAFinishedOneDoesNothing() throws Exception {
    JsonNode first = json(small.complete(small.network().toString(), "whole"));
    Map<String, byte[]> whole = files("whole");
    json(small.complete(small.network().toString(), "again", "--master", "local[1]"));
    String one = whole.keySet().iterator().next();
    Files.delete(folder.resolve("again/completions").resolve(one));
    Files.delete(folder.resolve("again/manifest.json"));
    JsonNode resumed = json(small.complete(small.network().toString(), "again"));
    assertEquals(first.get("digest"), resumed.get("digest"));
    Map<String, byte[]> again = files("again");
    assertEquals(whole.keySet(), again.keySet());
    whole.forEach((name, bytes) -> assertArrayEquals(bytes, again.get(name), name));
    Alrc.Finished idle = small.complete(small.network().toString(), "again");
    assertTrue(idle.out().contains("(nothing was left to do)"), idle::out);
  }

  @Test
  void moreSplitsAndImagesAreAddedToAnOutput() throws Exception {
    int held = json(small.complete("baseline:nearest", "near")).get("completed").asInt();
    JsonNode all =
        json(small.complete("baseline:nearest", "near", "--split", "train,validation,test"));
    assertEquals(12 * 9, all.get("completed").asInt());
    assertTrue(held < 12 * 9 && held > 0);
    JsonNode fewer = json(small.complete("baseline:nearest", "near", "--split", "test"));
    assertEquals(all.get("digest"), fewer.get("digest"));
  }

  @Test
  void anOutputOfAnotherModelOrDataIsRefused() throws Exception {
    json(small.complete("baseline:linear", "taken"));
    refused(
        small.complete("baseline:nearest", "taken"),
        "--model nearest: file:",
        "contains completions with another (linear); give that or another folder");
    refused(
        small.complete("baseline:linear", "taken", "--baselines", "none"),
        "--baselines none: ",
        "contains completions with another (masked-gaussian,sparse-dct)");
    SmallSweep.done(
        "synthesize",
        "--count",
        "9",
        "--size",
        "128",
        "--seed",
        "7",
        "--output",
        small.path("more"));
    small.prepare("more", "other");
    refused(
        alrc.jobs.process.InProcess.run(
            "complete",
            "--model",
            "baseline:linear",
            "--data",
            small.path("other"),
            "--output",
            small.path("taken"),
            "--split",
            "train"),
        "--data ",
        "contains completions of other data");
    refused(
        small.complete("baseline:linear", "own", "--baselines", "linear"),
        "--baselines linear: is the model itself");
    refused(
        small.complete("baseline:linear", "own", "--batch", "2"),
        "--batch 2: a baseline completes one scan at a time");
    refused(
        small.complete("baseline:linear", "own", "--max-pixels", "9"),
        "--max-pixels 9: is for raw scans");
    refused(small.complete("baseline:linear", "sweep"), "--output ", "contains a sweep");
    refused(small.complete("baseline:linear", "data"), "--output ", "contains a prepared data set");
  }

  private static void refused(Alrc.Finished run, String... words) {
    assertEquals(2, run.status(), run::err);
    for (String word : words) {
      assertTrue(run.err().contains(word), run::err);
    }
  }

  @Test
  void aTrialOfASweepIsChosenByItsIdOrIsTheBest() throws Exception {
    String id = small.network().getFileName().toString().replace(".safetensors", "");
    Alrc.Finished chosen =
        small.complete(small.path("sweep"), "chosen", "--trial", id.substring(0, 6));
    assertTrue(chosen.out().contains("model: trial " + id), chosen::out);
    refused(
        small.complete(small.path("sweep"), "none", "--trial", "zz"),
        "--trial zz: 0 of the 2 kept networks",
        id);
    refused(small.complete(id, "none"), "--model " + id + ": no such file or folder");
    refused(
        small.complete(small.network().toString(), "none", "--cell", "a"),
        "--cell a: ",
        "one file");
    refused(small.complete("baseline:linea", "none"), "--model baseline:linea: ", "'linear'");
    refused(small.complete(small.path("data"), "none"), "--model ", "contains no study.json");
  }
}
