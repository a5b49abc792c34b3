package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A file that cannot be opened is rejected with the reason, beside those that are used. */
class UnreadableInputTest extends Mistakes {
  @Test
  void aFileThatCannotBeOpenedSaysWhy() throws Exception {
    Path input = Files.createDirectories(folder.resolve("links"));
    Files.createSymbolicLink(input.resolve("round.tif"), input.resolve("round.tif"));
    Files.createSymbolicLink(input.resolve("cycle"), input);
    Files.copy(Path.of(image(), "haadf-0000.tif"), input.resolve("sound.tif"));
    Alrc.Finished run =
        InProcess.run("prepare", "--input", input.toString(), "--output", path("out"));
    assertEquals(0, run.status(), run::err);
    assertTrue(run.out().startsWith("3 files: 1 used, 2 rejected"), run::out);
    List<String> why =
        Duck.rows(folder.resolve("out"), "SELECT detail FROM '%s/rejects.parquet' ORDER BY source");
    assertEquals("InputFailure: cannot be opened: not a regular file", why.get(0));
    assertTrue(why.get(1).contains("Too many levels of symbolic links"), why::toString);
  }

  @Test
  void aFileThatCannotBeReadIsARejectBesideTheOthers() throws Exception {
    Path images = Path.of(image());
    Files.createSymbolicLink(images.resolve("gone.tif"), folder.resolve("nowhere"));
    Files.createSymbolicLink(images.resolve("loop"), images);
    assertEquals(0, new ProcessBuilder("mkfifo", images + "/pipe.tif").start().waitFor());
    assertEquals(0, InProcess.run("prepare", "--input", images.toString(), "--dry-run").status());
    Alrc.Finished run =
        InProcess.run("prepare", "--input", images.toString(), "--output", path("out"));
    assertEquals(0, run.status(), run::err);
    assertEquals(
        List.of("gone.tif|unreadable", "loop|unreadable", "pipe.tif|unreadable"),
        Duck.rows(
            folder.resolve("out"),
            "SELECT source, reason FROM read_parquet('%s/rejects.parquet')" + " ORDER BY 1"));
    Alrc.Finished strict =
        InProcess.run(
            "prepare", "--input", images.toString(), "--output", path("out"), "--tolerate", "0");
    assertEquals(3, strict.status(), strict::err);
    assertTrue(strict.out().contains("nothing was left to do"), strict::out);
    Files.copy(images.resolve("haadf-0000.tif"), folder.resolve("nowhere"));
    Alrc.Finished repaired =
        InProcess.run("prepare", "--input", images.toString(), "--output", path("out"));
    assertTrue(repaired.out().contains("4 files: 2 used"), repaired::out);
    assertFalse(repaired.out().contains("nothing was left to do"), repaired::out);
  }

  @Test
  void aListingMayNameFilesWithSpaces() throws Exception {
    Path image = Path.of(image()).resolve("haadf-0000.tif");
    Path spaced = Files.move(image, image.resolveSibling("#1 a scan.tif"));
    Path list = Files.writeString(folder.resolve("list"), spaced + "\n");
    Alrc.Finished run = InProcess.run("prepare", "--input", "@" + list, "--dry-run", "--json");
    assertEquals("{\"images\":1,\"images_used\":1,\"crops\":1}", run.lastLine(), run::err);
  }
}
