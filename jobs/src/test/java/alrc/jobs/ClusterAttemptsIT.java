package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import alrc.jobs.process.PoisonTrial;
import alrc.jobs.process.S3Server;
import alrc.jobs.process.SlowCopy;
import alrc.jobs.process.SparkEvents;
import alrc.jobs.process.StandaloneCluster;
import alrc.jobs.process.SweepOutput;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trials that are trained twice at once, that take every process with them, or whose driver is
 * killed, on a standalone cluster of separate processes.
 */
class ClusterAttemptsIT {
  private static final String STUDY =
      """
      study: attempts
      data: {kind: synthetic, images: 50}
      model: {kind: supersampling, width: 0.03125}
      iterations: 400
      seeds: 4
      summary: {last: 50}
      curve: {boxcar: 1}
      kernel: stacked
      """;

  @TempDir static Path folder;
  private static StandaloneCluster cluster;
  private static Path study;
  private static SweepOutput undisturbed;

  @BeforeAll
  static void start() throws Exception {
    study = Files.writeString(folder.resolve("study.yaml"), STUDY);
    cluster = StandaloneCluster.start(Files.createDirectories(folder.resolve("cluster")), 3);
    undisturbed = new SweepOutput(folder.resolve("undisturbed"));
    assertEquals(0, InProcess.run(undisturbed.sweep(study, "--cohort", "4")).status());
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  /**
   * One executor is frozen while it writes a trial's files, another in the middle of a trial; each
   * goes on when a copy of its task has recorded the trial.
   */
  @Test
  void aTrialThatIsTrainedTwiceAtOnceIsOneRow() throws Exception {
    SweepOutput out = new SweepOutput(folder.resolve("copied"));
    SparkEvents events = new SparkEvents(Files.createDirectories(folder.resolve("events")));
    List<String> settings = new ArrayList<>(events.settings());
    settings.add("spark.speculation=true");
    settings.add("spark.speculation.quantile=0.1");
    settings.add("spark.speculation.multiplier=1.01");
    Process driver =
        start(out, settings, out.sweep(study, "--cohort", "1", "--checkpoint-every", "0.05"));
    SlowCopy writes = SlowCopy.freeze(out, driver, out::halfWritten);
    SlowCopy trains = SlowCopy.freeze(out, driver, out::halfDone);
    SlowCopy.outrun(out, driver, writes, trains);
    assertEquals(0, driver.waitFor(), () -> text(out, ".log"));

    assertEquals(undisturbed.results(), out.results());
    assertEquals(List.of(), out.files("failures"));
    assertEquals(List.of(), out.files("checkpoints"));
    List<String> copies = new ArrayList<>();
    for (JsonNode task : events.endedTasks()) {
      String reason = task.path("Task End Reason").path("Reason").asText();
      assertTrue(List.of("Success", "TaskKilled").contains(reason), "no executor lost: " + task);
      if (task.path("Task Info").path("Speculative").asBoolean()) {
        copies.add(reason);
      }
    }
    assertEquals(List.of("Success", "Success"), copies);
  }

  /**
   * One trial takes its process with it as soon as it begins; another lives through its first
   * probation and dies of whatever takes longer, from its checkpoint on.
   */
  @Test
  void trialsThatTakeEveryProcessWithThemAreGivenUpAndNoOtherIsCharged() throws Exception {
    SweepOutput out = new SweepOutput(folder.resolve("poisoned"));
    String ids = "SELECT trial_id FROM '%s/table.parquet' WHERE seed IN (0, 3) ORDER BY seed";
    List<String> poison = Duck.rows(undisturbed.folder(), ids);
    PoisonTrial first = new PoisonTrial(out, poison.get(0), false);
    PoisonTrial second = new PoisonTrial(out, poison.get(1), true);
    String[] command =
        out.sweep(study, "--cohort", "2", "--attempts", "2", "--checkpoint-every", "60");
    Process driver = start(out, List.of("spark.task.maxFailures=1"), command);
    while (driver.isAlive()) {
      first.killWhoTrainsIt();
      second.killWhoTrainsIt();
      TimeUnit.MILLISECONDS.sleep(2);
    }
    assertEquals(3, driver.waitFor(), () -> text(out, ".log"));
    assertEquals(
        "{\"trials\":4,\"completed\":2,\"diverged\":0,\"failed\":2,\"pending\":0}",
        text(out, ".said").strip().lines().reduce("", (a, b) -> b));
    assertEquals(
        Stream.of("0|1|true", "0|2|true", "1|1|false", "1|2|false")
            .map(row -> poison.get(row.charAt(0) - '0') + row.substring(1))
            .sorted()
            .toList(),
        Duck.rows(
            out.folder(),
            "SELECT trial_id, attempt, cause LIKE '% from iteration 0 (%' FROM"
                + " '%s/failures/*.parquet' WHERE cause LIKE 'process % crashed while it %'"
                + " ORDER BY 1, 2"));
    List<String> others = new ArrayList<>(undisturbed.results());
    others.removeIf(row -> poison.stream().anyMatch(row::startsWith));
    assertEquals(others, out.results());
  }

  /** Its executor outlives the driver by a moment, and leaves checkpoints in the store. */
  @Test
  void aKilledDriversSweepToAStoreIsCompletedByTheSameCommand() throws Exception {
    try (S3Server server = S3Server.start(folder)) {
      SweepOutput out = new SweepOutput(server.bucket("studies").resolve("killed"));
      String[] command =
          SweepOutput.sweepTo(
              "s3a://studies/killed", study, "--cohort", "4", "--checkpoint-every", "0.2");
      List<String> settings = new ArrayList<>(List.of("spark.cores.max=1"));
      server.settings().forEach((name, value) -> settings.add(name + "=" + value));
      Process driver = start(out, settings, command);
      SweepOutput.await(
          driver.toHandle(),
          () -> SweepOutput.frozen(driver.toHandle(), () -> !out.halfDone().isEmpty()));
      driver.destroyForcibly().waitFor();
      SweepOutput.await(ProcessHandle.current(), () -> cluster.executors().isEmpty());
      List<String> halfDone = out.halfDone();
      List<String> recorded = out.recorded();
      assertTrue(recorded.size() < 4, "killed too late: " + recorded);

      Process again = start(out, settings, command);
      assertEquals(0, again.waitFor(), () -> text(out, ".log"));
      String takesOver = "taking over from process " + driver.pid() + " on ";
      assertTrue(text(out, ".log").contains(takesOver), () -> text(out, ".log"));
      String executorsSaid = cluster.executorsSaid();
      for (String id : halfDone) {
        assertTrue(executorsSaid.contains("trial " + id + " resumes from iteration "), id);
      }
      assertEquals(undisturbed.results(), out.results());
      assertEquals(List.of(), out.files("checkpoints"));
    }
  }

  private static Process start(SweepOutput out, List<String> settings, String[] command)
      throws IOException {
    List<String> all = new ArrayList<>(List.of(command));
    Collections.addAll(all, "--master", cluster.url());
    Collections.addAll(all, "--conf", "spark.executor.memory=600m");
    all.addAll(StandaloneCluster.programOnExecutors());
    Collections.addAll(all, "--conf", "spark.driver.host=127.0.0.1");
    settings.forEach(setting -> Collections.addAll(all, "--conf", setting));
    return Alrc.start(
        Map.of(), beside(out, ".said"), beside(out, ".log"), all.toArray(String[]::new));
  }

  private static Path beside(SweepOutput out, String suffix) {
    return folder.resolve(out.folder().getFileName() + suffix);
  }

  private static String text(SweepOutput out, String suffix) {
    try {
      return Files.readString(beside(out, suffix));
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }
}
