package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import alrc.jobs.process.SweepOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A disk without space ends a command with one message, and what was written before is valid. */
class FullDiskTest extends Mistakes {
  @Test
  void aDiskThatFillsLeavesWhatWasPreparedValid() throws Exception {
    String images = path("images");
    assertEquals(
        0,
        InProcess.run("synthesize", "--count", "16", "--size", "512", "--output", images).status());
    onSmallDisk(
        8,
        disk -> {
          String out = disk.resolve("out").toString();
          Alrc.Finished full =
              InProcess.run("prepare", "--input", images, "--output", out, "--master", "local[1]");
          assertOneLine(full, "No space left on device");
          try (Stream<Path> files = Files.walk(Path.of(out, "examples"))) {
            List<Path> parts = files.filter(file -> file.toString().endsWith(".parquet")).toList();
            assertFalse(parts.isEmpty(), "some parts were complete");
            for (Path part : parts) {
              assertTrue(
                  Duck.number(part, "SELECT sum(octet_length(truth)) FROM read_parquet('%s')") > 0);
            }
          }
        });
  }

  @Test
  void aDiskThatFillsEndsASweepInOneLineAndItGoesOnToWhatItWouldHaveComeTo() throws Exception {
    String small = "model: {kind: supersampling, width: 0.03125}\niterations: 200\n";
    String study = study(STUDY.replace("seeds: 1", "seeds: 6") + "curve: {boxcar: 1}\n" + small);
    SweepOutput undisturbed = new SweepOutput(folder.resolve("undisturbed"));
    assertEquals(0, InProcess.run(undisturbed.sweep(Path.of(study))).status());
    onSmallDisk(
        1,
        disk -> {
          SweepOutput out = new SweepOutput(disk.resolve("out"));
          String[] sweep = out.sweep(Path.of(study), "--cohort", "1", "--master", "local[1]");
          Path filler = disk.resolve("filler");
          Files.write(filler, new byte[(1 << 20) - (100 << 10)]);
          assertOneLine(InProcess.run(sweep), "No space left on device");
          int recorded = out.files("summaries").size();
          assertTrue(recorded > 0 && recorded < 6, recorded + " of 6 were recorded");
          Files.delete(filler);
          assertEquals(0, InProcess.run(sweep).status());
          assertEquals(undisturbed.results(), out.results());
        });
  }

  @Test
  void onAFullDiskALockIsNotLeft() throws Exception {
    String study = study(STUDY);
    onSmallDisk(
        1,
        disk -> {
          Path out = Files.createDirectories(disk.resolve("out"));
          Path filler = disk.resolve("filler");
          assertThrows(IOException.class, () -> Files.write(filler, new byte[2 << 20]));
          assertOneLine(
              InProcess.run("sweep", study, "--output", out.toString()), "No space left on device");
          try (Stream<Path> files = Files.list(out)) {
            assertEquals(List.of(), files.toList());
          }
        });
  }

  private interface OnDisk {
    void run(Path disk) throws Exception;
  }

  private void onSmallDisk(int megabytes, OnDisk work) throws Exception {
    Path disk = Files.createDirectories(folder.resolve("disk"));
    String size = "size=" + megabytes + "m";
    int mounted =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", size, "tmpfs", disk.toString())
            .start()
            .waitFor();
    assumeTrue(mounted == 0, "skipped: a small disk can only be mounted by root");
    try {
      work.run(disk);
    } finally {
      new ProcessBuilder("umount", disk.toString()).start().waitFor();
    }
  }
}
