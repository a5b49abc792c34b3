package alrc.jobs.spark.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.HostileReader;
import alrc.jobs.process.InProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An output that somebody deletes while it is written: here a reader does so, after the task before
 * it has completed the examples of other files, which would be missing without a message.
 */
class DeletedOutputTest {
  @TempDir Path folder;

  @Test
  void prepareEndsInOneLineAndTheSameCommandMakesAll() throws Exception {
    Path input = folder.resolve("in");
    Path out = folder.resolve("out");
    InProcess.run("synthesize", "--count", "2", "--size", "512", "--output", input.toString());
    Path last = input.resolve("haadf-0001.tif");
    String head = HostileReader.MARK + HostileReader.DELETE + out + "\n";
    byte[] image = Files.readAllBytes(last);
    Files.write(last, head.getBytes(StandardCharsets.UTF_8));
    Files.write(last, image, java.nio.file.StandardOpenOption.APPEND);
    String[] command = {
      "prepare", "--input", input + "", "--output", out + "", "--master", "local[1]"
    };
    Alrc.Finished run = InProcess.run(command);
    assertEquals(2, run.status(), run::err);
    assertEquals(
        List.of(
            "alrc: --output file:"
                + out
                + ": was deleted or moved while it was written; prepare again"),
        run.err().lines().filter(line -> line.startsWith("alrc: ")).toList());
    assertFalse(Files.exists(out.resolve("manifest.json")));

    Files.createFile(Path.of(out + HostileReader.SPARED));
    Path left = Files.writeString(out.resolve(".run-x.json"), "null");
    Alrc.Finished again = InProcess.run(command);
    assertEquals(0, again.status(), again::err);
    assertTrue(again.out().startsWith("2 files: 2 used"), again::out);
    assertTrue(InProcess.run("verify", out.toString()).out().contains("2 examples"));
    assertFalse(Files.exists(left), "the note of a driver that was killed");
    try (Stream<Path> files = Files.list(out)) {
      assertEquals(
          List.of(), files.filter(file -> file.getFileName().toString().startsWith(".")).toList());
    }
  }
}
