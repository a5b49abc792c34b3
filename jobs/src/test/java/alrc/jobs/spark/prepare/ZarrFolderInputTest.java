package alrc.jobs.spark.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Zarr folder among files is one input, whatever number of files it contains. */
class ZarrFolderInputTest {
  @TempDir Path folder;
  private Path input;

  @BeforeEach
  void files() throws IOException {
    input = folder.resolve("in");
    InProcess.run("synthesize", "--count", "1", "--size", "512", "--output", input.toString());
    Path array = Files.createDirectories(input.resolve("day 1/scan.zspy/Experiments/a/data"));
    Files.writeString(input.resolve("day 1/scan.zspy/.zgroup"), "{\"zarr_format\": 2}");
    Files.writeString(
        array.resolve(".zarray"),
        "{\"zarr_format\": 2, \"dtype\": \"<f4\", \"shape\": [512, 512], \"chunks\": [128, 512],"
            + " \"compressor\": null, \"fill_value\": 0, \"order\": \"C\"}");
    for (int chunk = 0; chunk < 4; chunk++) {
      ByteBuffer values = ByteBuffer.allocate(128 * 512 * 4).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < 128 * 512; i++) {
        values.putFloat((chunk + 1) * (i % 1009));
      }
      Files.write(array.resolve(chunk + ".0"), values.array());
    }
  }

  private Alrc.Finished prepare(String... options) {
    List<String> command = new ArrayList<>(List.of("prepare", "--json", "--master", "local[2]"));
    command.addAll(List.of(options));
    return InProcess.run(command.toArray(String[]::new));
  }

  private static JsonNode json(Alrc.Finished run) throws IOException {
    assertEquals(0, run.status(), run::err);
    return new ObjectMapper().readTree(run.lastLine());
  }

  @Test
  void theFolderIsOneSourceUnderItsName() throws Exception {
    Path out = folder.resolve("out");
    String[] all = {"--input", input.toString(), "--output", out.toString()};
    JsonNode made = json(prepare(all));
    assertEquals(2, made.get("files").asInt());
    assertEquals(2, made.get("examples").asInt());
    assertEquals(
        List.of("day 1/scan.zspy", "haadf-0000.tif"),
        Duck.rows(out, "SELECT source FROM '%s/sources.parquet' ORDER BY 1"));
    JsonNode again = json(prepare(all));
    assertEquals(made.get("digest"), again.get("digest"));
    assertEquals(0, again.get("examples_per_second").asDouble(), "nothing was left to do");

    for (String one : List.of("day 1/scan.zspy", "**/*.zspy", "day 1")) {
      JsonNode plan = json(prepare("--dry-run", "--input", input.resolve(one).toString()));
      assertEquals(1, plan.get("images_used").asInt(), one);
    }
    Path chunk = input.resolve("day 1/scan.zspy/Experiments/a/data/3.0");
    byte[] bytes = Files.readAllBytes(chunk);
    bytes[9]++;
    Files.write(chunk, bytes);
    Alrc.Finished changed = prepare(all);
    assertEquals(2, changed.status(), changed::out);
    assertTrue(changed.err().contains("has changed since the output was prepared"), changed::err);
  }

  @Test
  void inspectShowsTheImageOfAFolder() {
    Alrc.Finished run = InProcess.run("inspect", input.resolve("day 1/scan.zspy").toString());
    assertEquals(0, run.status(), run::err);
    assertTrue(run.out().contains("HyperSpy Zarr, 1 image"), run::out);
    assertTrue(run.out().contains("512 × 512  float32"), run::out);
  }
}
