package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import alrc.jobs.process.StandaloneCluster;
import alrc.jobs.process.SweepOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sweep on a standalone cluster whose executor, then whose worker is killed in the middle of a
 * trial, while half of its trials need more memory than an executor has.
 */
class ClusterKillsIT {
  private static final String STUDY =
      """
      study: killed
      data: {kind: synthetic, images: 50}
      model: {kind: supersampling, width: 0.03125}
      loss: [squared, quartic]
      rule: [%s{kind: none}]
      iterations: 1000
      seeds: 2
      summary: {last: 50}
      curve: {boxcar: 20}
      """;

  private static final String TOO_MUCH =
      """
      overrides:
      - when: {rule: alrc}
        set: {iterations: 100000000, summary: {last: 100000000}}
      """;

  @TempDir Path folder;

  @Test
  void lostExecutorsAndWorkersCostNoTrialAndTrialsThatNeedTooMuchMemoryFailAlone()
      throws Exception {
    SweepOutput undisturbed = new SweepOutput(folder.resolve("undisturbed"));
    String[] withoutThose = undisturbed.sweep(study(STUDY.formatted("")), "--master", "local[2]");
    assertEquals(0, InProcess.run(withoutThose).status());

    Path study = study(STUDY.formatted("{kind: alrc}, ") + TOO_MUCH);
    SweepOutput out = new SweepOutput(folder.resolve("out"));
    Path work = Files.createDirectories(folder.resolve("cluster"));
    Path said = folder.resolve("said");
    Path log = folder.resolve("log");
    try (StandaloneCluster cluster = StandaloneCluster.start(work, 2)) {
      Process driver = Alrc.start(Map.of(), said, log, out.sweep(study, options(cluster)));
      String first = killInTheMiddleOfATrial(cluster, out, driver, executor -> executor);
      assertGoesOn(first, cluster, driver);
      String second = killInTheMiddleOfATrial(cluster, out, driver, cluster::workerOf);
      assertEquals(3, driver.waitFor(), () -> text(log));
      assertGoesOn(second, cluster, driver);
    }
    assertEquals(
        "{\"trials\":8,\"completed\":4,\"diverged\":0,\"failed\":4,\"pending\":0}",
        text(said).strip().lines().reduce("", (a, b) -> b));
    assertEquals(undisturbed.results(), out.results());
    assertEquals(
        List.of("4|3|12|OutOfMemoryError: Java heap space"),
        Duck.rows(
            out.folder(),
            "SELECT count(DISTINCT trial_id), max(attempt), count(*), max(cause)"
                + " FROM '%s/failures/*.parquet'"));
    assertEquals(List.of(), out.files("checkpoints"));
  }

  private Path study(String yaml) throws IOException {
    return Files.writeString(folder.resolve("study.yaml"), yaml);
  }

  private static String[] options(StandaloneCluster cluster) {
    List<String> options = new ArrayList<>(StandaloneCluster.programOnExecutors());
    Collections.addAll(options, "--master", cluster.url());
    Collections.addAll(options, "--cohort", "1", "--checkpoint-every", "0.05");
    Collections.addAll(options, "--conf", "spark.executor.memory=600m");
    Collections.addAll(options, "--conf", "spark.driver.host=127.0.0.1");
    return options.toArray(String[]::new);
  }

  private interface Victim {
    ProcessHandle of(ProcessHandle executor);
  }

  /** Kills a process, and what it has started goes as it may; returns the half-done trial. */
  private static String killInTheMiddleOfATrial(
      StandaloneCluster cluster, SweepOutput out, Process driver, Victim victim) throws Exception {
    String[] trial = new String[1];
    SweepOutput.await(
        driver.toHandle(),
        () -> {
          for (ProcessHandle executor : cluster.executors()) {
            for (String id : out.halfDone()) {
              boolean trains = out.trainer(id) == executor.pid();
              if (trains && SweepOutput.frozen(executor, () -> trains(out, id, executor))) {
                trial[0] = id;
                victim.of(executor).destroyForcibly();
                SweepOutput.signal("CONT", executor);
                return true;
              }
            }
          }
          return false;
        });
    return trial[0];
  }

  private static boolean trains(SweepOutput out, String id, ProcessHandle executor)
      throws IOException {
    return out.halfDone().contains(id) && out.trainer(id) == executor.pid();
  }

  private static void assertGoesOn(String trial, StandaloneCluster cluster, Process driver)
      throws Exception {
    String words = "trial " + trial + " resumes from iteration ";
    SweepOutput.await(
        driver.isAlive() ? driver.toHandle() : ProcessHandle.current(),
        () -> cluster.executorsSaid().contains(words));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }
}
