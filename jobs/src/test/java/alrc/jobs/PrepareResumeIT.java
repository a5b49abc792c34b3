package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import alrc.jobs.process.SweepOutput;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A {@code prepare} that is stopped, then killed with SIGKILL half-way, and run again. */
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
    assertEquals(143, end("TERM", images, killed));
    String said = Files.readString(folder.resolve("err.txt"));
    assertTrue(said.endsWith("alrc: stopped; run the same command to resume\n"), said);
    assertFalse(said.contains("a bug in alrc") || said.contains("\tat "), said);
    Map<Path, FileTime> stopped = parts(killed);
    assertEquals(List.of(), endingIn(killed, ".tmp"), "its tasks came to an orderly end");
    assertEquals(137, end("KILL", images, killed));
    Map<Path, FileTime> before = parts(killed);
    assertTrue(before.entrySet().containsAll(stopped.entrySet()));
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

  /** Starts the packaged program, and ends it as soon as a further part is whole. */
  private int end(String signal, Path images, Path out) throws Exception {
    int before = parts(out).size();
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
    while (parts(out).size() == before && process.isAlive() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
    SweepOutput.signal(signal, process.toHandle());
    return process.waitFor();
  }

  private static Map<Path, FileTime> parts(Path out) throws IOException {
    Map<Path, FileTime> parts = new TreeMap<>();
    for (Path file : endingIn(out, ".parquet")) {
      parts.put(file, Files.getLastModifiedTime(file));
    }
    return parts;
  }

  private static List<Path> endingIn(Path out, String suffix) throws IOException {
    Path examples = out.resolve("examples");
    if (!Files.isDirectory(examples)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(examples)) {
      return walk.filter(f -> f.toString().endsWith(suffix)).toList();
    } catch (java.io.UncheckedIOException renamed) {
      return List.of();
    }
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
