package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.InProcess;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code alrc status} beside a sweep of another process. */
class SweepStatusIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void whileItRunsAndAfterItsDeath() throws Exception {
    Path study =
        Files.writeString(
            folder.resolve("study.yaml"),
            """
            study: watched
            data: {kind: synthetic, images: 50}
            model: {kind: supersampling, width: 0.03125}
            iterations: [20, 10000000]
            seeds: 2
            """);
    Path out = folder.resolve("out");
    Path log = folder.resolve("log");
    Process sweep =
        Alrc.start(
            Map.of(),
            log,
            log,
            "sweep",
            study.toString(),
            "--output",
            out.toString(),
            "--cohort",
            "1",
            "--master",
            "local[3]");
    try {
      Alrc.Finished status = running(out, sweep);
      JsonNode facts = JSON.readTree(status.lastLine());
      assertEquals(4, facts.get("trials").asInt());
      assertEquals(2, facts.get("running").asInt());
      assertEquals(2, facts.get("completed").asInt());
      assertEquals(2, facts.get("pending").asInt());
      assertTrue(facts.get("iterations_per_second").asDouble() > 0);
      assertTrue(facts.get("seconds_left").asDouble() > 0);
      assertTrue(
          status.out().contains("running: process " + driver(sweep).pid() + " on "), status::out);
      assertTrue(
          status.out().matches("(?s).*; 2 running, [0-9.]+ iterations/s, [0-9:]+ left\\R.*"),
          status::out);
    } finally {
      sweep.descendants().forEach(ProcessHandle::destroyForcibly);
      sweep.destroyForcibly().waitFor();
    }
    assertTrue(
        Files.readString(log)
            .matches(
                "(?s).*trials [0-2]/4: [0-2] completed, 0 diverged, 0 failed; \\d running, .*"),
        () -> "the driver's own line: " + text(log));
    Alrc.Finished dead = InProcess.run("status", out.toString(), "--json");
    assertTrue(dead.out().contains("stopped: the same 'alrc sweep' command resumes it"), dead::out);
    JsonNode facts = JSON.readTree(dead.lastLine());
    assertFalse(facts.has("running"), dead::out);
    assertEquals(2, facts.get("completed").asInt());
    assertEquals(2, facts.get("pending").asInt());
  }

  private static Alrc.Finished running(Path out, Process sweep) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
    while (true) {
      assertTrue(sweep.isAlive() && System.nanoTime() < end, "not running within 300 s");
      Alrc.Finished status = InProcess.run("status", out.toString(), "--json");
      if (status.status() == 0) {
        JsonNode facts = JSON.readTree(status.lastLine());
        if (facts.path("running").asInt() == 2
            && facts.path("completed").asInt() == 2
            && facts.path("iterations_per_second").asDouble() > 0) {
          return status;
        }
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  /** The launcher becomes the program. */
  private static ProcessHandle driver(Process sweep) {
    return sweep.toHandle();
  }

  private static String text(Path log) {
    try {
      return Files.readString(log);
    } catch (java.io.IOException unreadable) {
      return unreadable.toString();
    }
  }
}
