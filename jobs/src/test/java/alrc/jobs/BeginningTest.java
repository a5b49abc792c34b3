package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps whose trials begin with what an earlier sweep kept. */
class BeginningTest {
  @TempDir Path folder;

  private Path study(String name, String model, int iterations) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        study: %s
        data: {kind: synthetic, images: 50}
        model: %s
        optimizer: {kind: sgd, rate: 0}
        iterations: %d
        summary: {last: %d}
        curve: {boxcar: 10}
        models: final
        seeds: [%s]
        """
            .formatted(
                name,
                model,
                iterations,
                Math.min(10, iterations),
                name.equals("earlier") ? "0, 1" : "5"));
  }

  private Alrc.Finished sweep(Path study, String... more) {
    String[] always = {
      "sweep", study.toString(), "--output", folder.resolve("out-" + study.getFileName()).toString()
    };
    return InProcess.run(Stream.concat(Stream.of(always), Stream.of(more)).toArray(String[]::new));
  }

  private List<Path> models(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("out-" + name + ".yaml/models"))) {
      return files.filter(file -> file.toString().endsWith(".safetensors")).sorted().toList();
    }
  }

  @Test
  void trialsBeginWithWhatAnEarlierSweepKept() throws Exception {
    sweep(study("earlier", "{kind: supersampling, width: 0.03125}", 20));
    List<String> names =
        models("earlier").stream()
            .map(file -> "out-earlier.yaml/models/" + file.getFileName())
            .toList();
    assertEquals(2, names.size());
    String axis =
        "[{kind: supersampling, width: 0.03125}, {kind: supersampling, width: 0.03125, from: "
            + names
            + "}]";
    Path later = study("later", axis, 20);
    Alrc.Finished first = sweep(later, "--cohort", "3");
    assertEquals(0, first.status(), first::err);
    Path out = folder.resolve("out-later.yaml");
    String summaries =
        "SELECT DISTINCT cell_id, cohort_size, other_settings LIKE '%from-digest%' FROM"
                .replace("%", "%%")
            + " read_parquet('%s/summaries/*.parquet') ORDER BY 3 NULLS FIRST, 1";
    List<String> cells = Duck.rows(out, summaries);
    assertEquals(3, cells.size());
    assertTrue(
        cells.get(1).endsWith("|3|true") && cells.get(2).endsWith("|3|true"), cells.toString());
    // At rate 0 a trial leaves the parameters that it began with.
    List<byte[]> began = values(models("earlier"));
    List<byte[]> left = values(models("later"));
    for (byte[] each : began) {
      assertEquals(1, left.stream().filter(one -> Arrays.equals(one, each)).count());
    }
    assertTrue(sweep(later).out().contains("nothing was left to do"));

    Path begun = models("earlier").get(0);
    byte[] changed = Files.readAllBytes(begun);
    changed[changed.length - 1] ^= 1;
    Files.write(begun, changed);
    Alrc.Finished again = sweep(later, "--json");
    assertEquals(0, again.status(), again::err);
    assertEquals(
        "4",
        Duck.rows(out, "SELECT count(*) FROM read_parquet('%s/summaries/*.parquet')").get(0),
        "other content is another cell");
  }

  private static List<byte[]> values(List<Path> files) throws IOException {
    List<byte[]> all = new ArrayList<>();
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      int header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
      all.add(Arrays.copyOfRange(bytes, 8 + header, bytes.length));
    }
    return all;
  }

  @Test
  void aFileThatDoesNotFitIsRefusedInOneLine() throws Exception {
    sweep(study("earlier", "{kind: supersampling, width: 0.03125}", 2));
    String file = "out-earlier.yaml/models/" + models("earlier").get(0).getFileName();
    String wide = refusal("{kind: supersampling, width: 0.0625, from: " + file + "}");
    assertTrue(wide.endsWith("found (2, 1, 5, 5), the model needs (4, 1, 5, 5)"), wide);
    assertTrue(refusal("{kind: supersampling, from: absent}").contains("no such file"));
    assertTrue(refusal("{kind: supersampling, from: x.yaml}").contains("not safetensors"));
    String other =
        refusal("{kind: supersampling, width: 0.03125, from-digest: 00, from: " + file + "}");
    assertTrue(other.endsWith(", must have 00"), other);
  }

  private String refusal(String model) throws IOException {
    Alrc.Finished refused = sweep(study("x", model, 2));
    assertEquals(2, refused.status(), refused::err);
    assertEquals(1, refused.err().strip().lines().count(), refused::err);
    assertTrue(refused.err().contains("model.from"), refused::err);
    return refused.err().strip();
  }
}
