package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.InProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code prepare} prints why inputs are rejected, with counts, also before anything is made. */
class RejectsPrintedTest {
  @TempDir Path folder;

  @Test
  void reasonsWithCountsAndTheCard() throws Exception {
    String input = folder.resolve("in").toString();
    InProcess.run("synthesize", "--count", "1", "--size", "512", "--output", input);
    InProcess.run("synthesize", "--count", "2", "--size", "64", "--output", input + "/small");
    Files.writeString(folder.resolve("in/notes.txt"), "some notes");
    List<String> reasons =
        List.of(
            "  too-small         2 files; for example small/haadf-0000.tif: 64×64 pixels; a crop"
                + " needs 512×512",
            "  not-a-micrograph  1 file; for example notes.txt: not a micrograph: text that begins"
                + " \"some notes\"");
    Alrc.Finished plan = InProcess.run("prepare", "--input", input, "--dry-run");
    assertEquals(0, plan.status(), plan::err);
    List<String> planned = plan.out().lines().toList();
    assertEquals("3 images, 1 used: 1 crops", planned.get(0));
    assertEquals("would be rejected:", planned.get(1));
    assertEquals(reasons, planned.subList(2, 4));
    String output = folder.resolve("out").toString();
    Alrc.Finished run = InProcess.run("prepare", "--input", input, "--output", output);
    assertEquals(0, run.status(), run::err);
    List<String> lines = run.out().lines().toList();
    int heading = lines.indexOf("rejected:");
    assertEquals(reasons, lines.subList(heading + 1, heading + 3));
    assertEquals("at a glance: " + output + "/card.html", lines.get(lines.size() - 1));
    assertFalse(Files.readString(Path.of(output, "card.html")).isEmpty());
  }
}
