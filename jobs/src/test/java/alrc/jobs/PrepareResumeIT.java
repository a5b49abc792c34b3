package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A {@code prepare} that is killed with SIGKILL half-way, and run again. */
class PrepareResumeIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONTENT =
      "SELECT example_id, split, orientation, sha256(truth), sha256(scan) FROM"
          + " read_parquet('%s/examples/**/*.parquet', hive_partitioning=true) ORDER BY 1";

  @TempDir Path folder;

  @Test
  void whatAKilledRunLeftIsKeptAndTheRestIsDone() throws Exception {
    Path images = folder.resolve("images");
    run("synthesize", "--count", "24", "--size", "1024", "--output", images.toString());
    Path killed = folder.resolve("killed");
    kill(images, killed);
    Map<Path, FileTime> before = parts(killed);
    assertFalse(Files.exists(killed.resolve("manifest.json")), "it was killed before its end");
    long rows = Duck.number(killed, "SELECT count(*) FROM (" + CONTENT + ")");
    assertTrue(rows > 0 && rows < 96, "it was killed half-way: " + rows + " of 96");

    JsonNode resumed = prepare(images, killed);
    JsonNode undisturbed = prepare(images, folder.resolve("undisturbed"));
    assertEquals(undisturbed.get("digest"), resumed.get("digest"));
    assertEquals(96, resumed.get("examples").asInt());
    assertEquals(Duck.rows(folder.resolve("undisturbed"), CONTENT), Duck.rows(killed, CONTENT));
    Map<Path, FileTime> after = parts(killed);
    assertTrue(after.entrySet().containsAll(before.entrySet()), "what was whole was not redone");
    assertTrue(after.size() > before.size());
  }

  /** Starts the packaged program, and kills it as soon as the first part is whole. */
  private void kill(Path images, Path out) throws Exception {
    Process process =
        Alrc.start(
            Map.of(),
            folder.resolve("out.txt"),
            folder.resolve("err.txt"),
            "prepare",
            "--input",
            images.toString(),
            "--output",
            out.toString(),
            "--master",
            "local[1]",
            "--conf",
            "spark.default.parallelism=4");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
    while (parts(out).isEmpty() && process.isAlive() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
    process.destroyForcibly().onExit().join();
    assertEquals(137, process.exitValue(), () -> "SIGKILL; " + folder.resolve("err.txt"));
  }

  private static Map<Path, FileTime> parts(Path out) throws IOException {
    Map<Path, FileTime> parts = new TreeMap<>();
    Path examples = out.resolve("examples");
    if (Files.isDirectory(examples)) {
      try (Stream<Path> walk = Files.walk(examples)) {
        for (Path file : walk.filter(f -> f.toString().endsWith(".parquet")).toList()) {
          parts.put(file, Files.getLastModifiedTime(file));
        }
      } catch (java.io.UncheckedIOException renamed) {
        return parts;
      }
    }
    return parts;
  }

  private static JsonNode prepare(Path images, Path out) throws IOException {
    return JSON.readTree(
        run("prepare", "--input", images.toString(), "--output", out.toString(), "--json")
            .lastLine());
  }

  private static Alrc.Finished run(String... arguments) {
    Alrc.Finished run = InProcess.run(arguments);
    assertEquals(0, run.status(), run::err);
    return run;
  }
}
