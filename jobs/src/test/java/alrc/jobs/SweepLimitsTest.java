package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Time limits of a sweep and of its trials, and the order of its trials. */
class SweepLimitsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STUDY =
      """
      study: limited
      data: {kind: synthetic, images: 50}
      model: {kind: supersampling, width: 0.03125}
      iterations: %s
      seeds: 1
      """;

  @TempDir Path folder;

  @Test
  void afterItsHoursASweepEndsWithCheckpointsAndGoesOnFromThem() throws Exception {
    Path study = study("10000000");
    Path out = folder.resolve("hours");
    Path checkpoints = out.resolve("checkpoints");
    Alrc.Finished run;
    double hours = 5.0 / 3600;
    do { // A machine so busy that Spark alone takes the time has nothing to go on from.
      run = sweep(study, out, "--max-hours", "" + hours);
      assertEquals(0, run.status(), run::err);
      assertEquals("1|0|0|0|1", counts(run));
      assertTrue(run.out().contains("stopped after --max-hours"), run::out);
      assertFalse(Files.exists(out.resolve("progress.json")));
      assertFalse(Files.exists(out.resolve("lock-1.json")));
      hours *= 2;
    } while (isEmpty(checkpoints) && hours < 0.1);
    assertFalse(isEmpty(checkpoints));
    Alrc.Finished again = sweep(study, out, "--max-hours", "" + hours);
    assertTrue(again.err().contains(" resumes from iteration "), again::err);
    assertEquals("1|0|0|0|1", counts(again));
  }

  @Test
  void aTrialThatIsNotDoneInItsHoursFailsAndItsNeighboursAreTrained() throws Exception {
    Path out = folder.resolve("slow");
    Alrc.Finished run =
        sweep(study("[10, 10000000]"), out, "--trial-hours", "0.0003", "--attempts", "2");
    assertEquals(3, run.status(), run::err);
    assertEquals("2|1|0|1|0", counts(run));
    assertEquals(
        List.of(
            "1|time limit: not done after --trial-hours 3.0E-4",
            "2|time limit: not done after --trial-hours 3.0E-4"),
        Duck.rows(
            out, "SELECT attempt, cause FROM read_parquet('%s/failures/*.parquet') ORDER BY 1"));
    assertTheCauseIsTold(run, out);
  }

  private void assertTheCauseIsTold(Alrc.Finished sweep, Path out) throws Exception {
    String cause = "failed 2 times: time limit: not done after --trial-hours 3.0E-4";
    String remedy = "'alrc sweep --attempts 3' retries them";
    Alrc.Finished status = InProcess.run("status", out.toString(), "--json");
    for (Alrc.Finished told : List.of(sweep, status)) {
      assertTrue(told.out().contains(cause), told::out);
      assertTrue(told.out().contains(remedy), told::out);
    }
    Path report = folder.resolve("report");
    InProcess.run("report", out.toString(), "--output", report.toString());
    for (String file : List.of("report.html", "table.md")) {
      assertTrue(Files.readString(report.resolve(file)).contains(cause), file);
    }
    Path study = folder.resolve("study.yaml");
    Alrc.Finished plan =
        InProcess.run("plan", study.toString(), "--output", out.toString(), "--json");
    assertTrue(plan.out().contains("2 trials, 1 done, 1 given up after 2 attempts"), plan::out);
    assertEquals("{\"cells\":2,\"trials\":2,\"done\":1}", plan.lastLine());
    assertFalse(plan.out().contains("estimate"), "nothing is left to train");
  }

  @Test
  void theLongestTrialsAreTrainedFirst() throws Exception {
    Path out = folder.resolve("order");
    assertEquals(
        0, sweep(study("[30, 90, 10, 60]"), out, "--master", "local[1]", "--cohort", "1").status());
    assertEquals(
        List.of("90", "60", "30", "10"),
        Duck.rows(
            out, "SELECT iterations FROM read_parquet('%s/table.parquet') ORDER BY started_at"));
  }

  private Path study(String iterations) throws Exception {
    return Files.writeString(folder.resolve("study.yaml"), STUDY.formatted(iterations));
  }

  private static Alrc.Finished sweep(Path study, Path out, String... more) {
    List<String> arguments = new ArrayList<>(List.of("sweep", study.toString(), "--json"));
    arguments.addAll(List.of("--output", out.toString()));
    arguments.addAll(List.of(more));
    return InProcess.run(arguments.toArray(String[]::new));
  }

  private static boolean isEmpty(Path checkpoints) throws Exception {
    if (!Files.isDirectory(checkpoints)) {
      return true;
    }
    try (var files = Files.list(checkpoints)) {
      return files.noneMatch(file -> file.toString().endsWith(".checkpoint"));
    }
  }

  private static String counts(Alrc.Finished run) throws Exception {
    JsonNode facts = JSON.readTree(run.lastLine());
    return String.join(
        "|",
        facts.get("trials").asText(),
        facts.get("completed").asText(),
        facts.get("diverged").asText(),
        facts.get("failed").asText(),
        facts.get("pending").asText());
  }
}
