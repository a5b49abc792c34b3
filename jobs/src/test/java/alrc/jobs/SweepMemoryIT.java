package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import alrc.jobs.process.MemoryLimit;
import alrc.jobs.process.SweepOutput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A local sweep of two trials, of which one needs a gigabyte outside Java's heap and does not get
 * it: the kernel kills the process, or refuses the memory.
 */
class SweepMemoryIT {
  private static final String STUDY =
      """
      study: memory
      data: {kind: synthetic, images: 50}
      model: {kind: supersampling, width: 0.03125}
      batch: [1, 2048]
      iterations: 3
      seeds: 1
      summary: {last: 2}
      """;

  private static final String FAILURES =
      "SELECT batch, f.attempt, cause FROM '%s/failures/*.parquet' f"
          + " LEFT JOIN '%s/summaries/*.parquet' USING (trial_id) ORDER BY 1, 2";

  private static final Map<String, String> SMALL_HEAP = Map.of("ALRC_HEAP", "500m");

  @TempDir Path folder;

  @Test
  void whatTheKernelKillsForItsMemoryIsCountedAtTheNextStartAndDoneWhereThereIsRoom()
      throws Exception {
    Path study = Files.writeString(folder.resolve("study.yaml"), STUDY);
    SweepOutput undisturbed = new SweepOutput(folder.resolve("undisturbed"));
    assertEquals(0, InProcess.run(undisturbed.sweep(study, "--cohort", "1")).status());
    SweepOutput out = new SweepOutput(folder.resolve("out"));
    String[] command = out.sweep(study, "--cohort", "1", "--master", "local[1]");
    try (MemoryLimit limit = MemoryLimit.ofMegabytes(700)) {
      for (int kill = 1; kill <= 2; kill++) {
        Alrc.Finished killed = Alrc.runBy(limit.launcher(), SMALL_HEAP, command);
        assertEquals(137, killed.status(), killed::err);
        assertEquals(kill, limit.kills(), killed::err);
      }
    }
    assertEquals(List.of(), out.files("failures"), "nobody has looked yet");

    Alrc.Finished roomy = InProcess.run(command);
    assertEquals(0, roomy.status(), roomy::err);
    List<String> failures = Duck.rows(out.folder(), FAILURES);
    assertEquals(1, failures.size(), failures::toString);
    assertTrue(
        failures
            .get(0)
            .matches(
                "2048\\|1\\|process \\d+ on \\S+ crashed while it trained this trial"
                    + " alone from iteration 0 \\(out of memory, .*"),
        failures::toString);
    assertEquals(
        List.of("1|1", "2048|2"),
        Duck.rows(out.folder(), "SELECT batch, attempt FROM '%s/summaries/*.parquet' ORDER BY 1"));
    assertEquals(undisturbed.results("attempt"), out.results("attempt"));
    assertEquals(List.of(), out.files("checkpoints"));
  }

  @Test
  void aTrialWhoseMemoryIsRefusedFailsAloneWithItsCause() throws Exception {
    Path study = Files.writeString(folder.resolve("study.yaml"), STUDY.replace("2048", "4096"));
    SweepOutput out = new SweepOutput(folder.resolve("out"));
    List<String> limited = List.of("sh", "-c", "ulimit -d 1500000 && exec \"$0\" \"$@\"");
    String[] command = out.sweep(study, "--cohort", "1", "--attempts", "2", "--master", "local[1]");
    Alrc.Finished run = Alrc.runBy(limited, SMALL_HEAP, command);
    assertEquals(3, run.status(), run::err);
    assertEquals(
        "{\"trials\":2,\"completed\":1,\"diverged\":0,\"failed\":1,\"pending\":0}", run.lastLine());
    assertEquals(
        List.of("1|true", "2|true"),
        Duck.rows(
            out.folder(),
            "SELECT attempt, cause LIKE 'EngineException: %can''t allocate memory%'"
                + " FROM '%s/failures/*.parquet' ORDER BY 1"));
  }
}
