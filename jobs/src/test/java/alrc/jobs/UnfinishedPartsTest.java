package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.InProcess;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of several files, of which a killed run finished only the first. */
class UnfinishedPartsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @BeforeEach
  void images() {
    String images = folder.resolve("images").toString();
    InProcess.run("synthesize", "--count", "2", "--size", "512", "--output", images);
  }

  private Alrc.Finished prepare(String format, String pixels) {
    return InProcess.run(
        "prepare",
        "--master",
        "local[2]",
        "--input",
        folder.resolve("images").toString(),
        "--output",
        folder.resolve("out").toString(),
        "--format",
        format,
        "--pixels",
        pixels);
  }

  private JsonNode manifest() throws IOException {
    return JSON.readTree(folder.resolve("out/manifest.json").toFile());
  }

  private List<Path> ending(String suffix) throws IOException {
    try (Stream<Path> walk = Files.walk(folder.resolve("out/examples"))) {
      return walk.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".tfrecord", ".tar", ".truth.npy"})
  void companionsWithoutTheirPartAreNoExamples(String main) throws Exception {
    String format =
        switch (main) {
          case ".tar" -> "webdataset";
          case ".truth.npy" -> "npy";
          default -> "tfrecord";
        };
    assertEquals(0, prepare(format, "float16").status());
    JsonNode whole = manifest();
    List<Path> parts = ending(main);
    Path index = ending(".index.parquet").get(0);
    Path old = Files.copy(index, index.resolveSibling("part-old.index.parquet"));
    Path young = Files.copy(index, index.resolveSibling("part-young.index.parquet"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
    for (Path part : parts) {
      Files.delete(part);
    }

    Alrc.Finished again = prepare(format, "float16");
    assertEquals(0, again.status(), again::err);
    assertEquals(parts, ending(main));
    assertEquals(2, manifest().get("examples").asInt());
    assertEquals(whole.get("digest"), manifest().get("digest"));
    assertFalse(Files.exists(old), "nobody will finish it");
    assertTrue(Files.exists(young), "another run may be about to finish it");
  }

  @Test
  void aSetGoesOnOnlyWithItsOwnPixels() {
    assertEquals(0, prepare("npy", "uint16").status());
    Alrc.Finished other = prepare("npy", "float16");
    assertEquals(2, other.status());
    assertTrue(other.err().contains("--pixels float16: "), other.err());
    assertTrue(other.err().contains("was prepared with uint16"), other.err());
    assertEquals(1, other.err().strip().lines().count(), other.err());
  }
}
