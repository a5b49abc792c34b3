package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.study.Study;
import alrc.core.train.CheckpointPlan;
import alrc.core.train.ComputeDevice;
import alrc.core.train.Member;
import alrc.core.train.TrainingLoop;
import alrc.jobs.process.Alrc;
import alrc.jobs.process.InProcess;
import alrc.jobs.spark.SparkSettings;
import alrc.jobs.spark.sweep.SweepJob;
import alrc.jobs.spark.sweep.SweepSettings;
import alrc.jobs.storage.StorageSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An attempt that fails costs time too: the report counts it. */
class FailedAttemptTimeTest {
  private static final AtomicInteger CALLS = new AtomicInteger();
  private static final Pattern COMPUTE =
      Pattern.compile(
          "(\\d+) s of training: the last attempts of the trials shown, and (\\d+) s of 1 failed"
              + " attempt; [^.]* share their time\\.[^A-Za-z]");

  @TempDir Path folder;

  /** Spends two seconds and fails, the first time. */
  private static void train(List<Member> members, ComputeDevice device, CheckpointPlan plan) {
    if (CALLS.getAndIncrement() == 0) {
      try {
        TimeUnit.SECONDS.sleep(2);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
      throw new IllegalStateException("bad luck");
    }
    TrainingLoop.run(members, device, plan);
  }

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void itsSecondsAreInTheReport() throws Exception {
    String study =
        """
        study: unlucky
        data: {kind: synthetic, images: 4}
        model: {kind: supersampling, width: 0.03125}
        iterations: 4
        seeds: 1
        summary: {last: 2}
        curve: {boxcar: 1}
        """;
    String output = StorageSettings.local().open().absolute(folder.resolve("out").toString());
    SweepJob.Swept swept =
        new SweepJob(
                Study.parse(study, "study.yaml"),
                output,
                new SparkSettings("local[1]", Map.of()),
                new SweepSettings(1, 60, 3),
                FailedAttemptTimeTest::train)
            .run();
    assertEquals(1, swept.counts().completed());
    assertEquals(2, CALLS.get());

    String report = folder.resolve("report").toString();
    Alrc.Finished run = InProcess.run("report", output, "--output", report);

    assertEquals(0, run.status(), run::err);
    String page = Files.readString(Path.of(report, "report.html"));
    Matcher compute = COMPUTE.matcher(page);
    assertTrue(compute.find(), page.substring(page.indexOf("of training") - 200));
    int all = Integer.parseInt(compute.group(1));
    int failed = Integer.parseInt(compute.group(2));
    assertTrue(failed >= 2 && all >= failed, compute::group);
  }
}
