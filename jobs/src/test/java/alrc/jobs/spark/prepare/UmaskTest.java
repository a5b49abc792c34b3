package alrc.jobs.spark.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.InProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only its owner may read, by the umask, stays so. */
class UmaskTest {
  @TempDir Path folder;

  @Test
  void filesHaveThePermissionsThatTheUmaskLeaves() throws Exception {
    Path input = folder.resolve("in");
    InProcess.run("synthesize", "--count", "1", "--size", "512", "--output", input.toString());
    Path out = folder.resolve("out");
    Alrc.Finished run =
        SmallHeap.runBy(
            List.of("sh", "-c", "umask 077; exec \"$0\" \"$@\""),
            folder,
            "prepare",
            "--input",
            input.toString(),
            "--output",
            out.toString());
    assertEquals(0, run.status(), run::err);
    try (Stream<Path> files = Files.walk(out)) {
      List<Path> all = files.toList();
      assertTrue(all.size() > 8, all::toString);
      for (Path file : all) {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        assertEquals(Files.isDirectory(file) ? "rwx------" : "rw-------", mode, file::toString);
      }
    }
  }
}
