package alrc.jobs.spark.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.HostileReader;
import alrc.jobs.process.InProcess;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers that throw, run out of memory or end their process, beside files that are in order. */
class SafeReadingTest {
  @TempDir Path folder;

  private Path input;

  private void files(String... faults) throws IOException {
    input = folder.resolve("in");
    InProcess.run("synthesize", "--count", "2", "--size", "512", "--output", input.toString());
    for (String fault : faults) {
      Files.writeString(input.resolve(fault + ".bin"), HostileReader.MARK + fault);
    }
  }

  private String[] prepare(String output, String... options) {
    List<String> command = new ArrayList<>(List.of("prepare", "--input", input.toString()));
    command.addAll(List.of("--output", folder.resolve(output).toString()));
    command.addAll(List.of("--master", "local[2]", "--json"));
    command.addAll(List.of(options));
    return command.toArray(String[]::new);
  }

  private Alrc.Finished inChild(String... arguments) throws Exception {
    return SmallHeap.run(folder, arguments);
  }

  private static JsonNode json(Alrc.Finished run) throws IOException {
    return new ObjectMapper().readTree(run.lastLine());
  }

  @Test
  void whatAReaderThrowsRejectsTheFile() throws Exception {
    files("throw", "overflow", "missing");
    Alrc.Finished run = InProcess.run(prepare("out"));
    assertEquals(3, run.status(), run::err);
    assertEquals(2, json(run).get("files_used").asInt(), run::out);
    assertEquals(3, json(run).get("files_rejected").asInt(), run::out);
    assertEquals(3, json(run).get("files_failed").asInt(), run::out);
    assertTrue(run.out().contains("failed while they were read: 3 files, left out"), run::out);
    assertTrue(run.out().contains("  throw.bin: java.lang.IllegalStateException: a "), run::out);
    assertTrue(run.out().contains("  overflow.bin: java.lang.StackOverflowError: "), run::out);
    assertTrue(run.out().contains("  missing.bin: java.lang.NoClassDefFoundError: "), run::out);
    assertEquals(
        List.of("missing.bin read failed", "overflow.bin read failed", "throw.bin read failed"),
        Duck.rows(
            folder.resolve("out"),
            "SELECT source || ' ' || stage || ' ' || reason FROM '%s/rejects.parquet' ORDER BY 1"));
    assertEquals(0, InProcess.run(prepare("out", "--tolerate", "60%")).status());
    assertEquals(3, InProcess.run(prepare("out", "--tolerate", "2")).status());
    Alrc.Finished plan = InProcess.run(prepare("out", "--dry-run"));
    assertEquals(0, plan.status(), plan::err);
    assertTrue(plan.out().contains("  failed  3 files; for example missing.bin: "), plan::out);
  }

  @Test
  void aFileThatEndsItsProcessIsRejectedAtTheNextStart() throws Exception {
    files("halt");
    Alrc.Finished crash = inChild(prepare("out"));
    assertEquals(99, crash.status(), crash::err);
    assertTrue(Files.exists(folder.resolve("out/.reading")), "a note names the file");

    Path left = folder.resolve("out/examples/split=test/.part-x.parquet.killed.tmp");
    Files.createDirectories(left.getParent());
    Files.writeString(left, "half");
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(5)));
    files("allocate");
    Alrc.Finished run = inChild(prepare("out"));
    assertEquals(3, run.status(), run::err);
    assertTrue(run.err().contains("halt.bin was being read when a process crashed"), run::err);
    assertEquals(2, json(run).get("files_used").asInt(), run::out);
    assertEquals(2, json(run).get("files_failed").asInt(), run::out);
    assertTrue(run.out().contains("  halt.bin: a process crashed while it read"), run::out);
    assertTrue(run.out().contains("ended with status 99"), run::out);
    assertTrue(run.out().contains("  allocate.bin: java.lang.OutOfMemoryError: "), run::out);
    assertFalse(Files.exists(folder.resolve("out/.reading")), "nothing is left of the notes");
    assertFalse(Files.exists(left), "the file that the killed process was writing");

    Alrc.Finished third = InProcess.run(prepare("out"));
    assertEquals(3, third.status(), "it is read alone again, and rejected again");
    assertTrue(third.out().contains("  halt.bin: a process crashed while it read"), third::out);

    Files.delete(input.resolve("halt.bin"));
    Files.delete(input.resolve("allocate.bin"));
    Alrc.Finished good = InProcess.run(prepare("good"));
    assertEquals(json(good).get("digest"), json(run).get("digest"));
  }
}
