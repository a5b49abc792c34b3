package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.state.ParameterFile;
import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import alrc.jobs.process.SweepOutput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps that are stopped, contested, poisoned or given foreign checkpoints: real processes. */
class SweepStopIT {
  private static final String STUDY =
      """
      study: stopped
      data: {kind: synthetic, images: 50}
      model: {kind: supersampling, width: 0.03125}
      rule: [{kind: none}, {kind: alrc, deviations: 3, decay: 0.99}]
      iterations: %d
      seeds: 2
      summary: {last: 50}
      curve: {boxcar: 20}
      kernel: stacked
      models: %s
      """;

  @TempDir Path folder;

  @Test
  void oneOfTwoDriversRunsUntilItIsToldToStopAndTheNextGoesOnFromWhatCanBeUsed() throws Exception {
    Path study = study(STUDY.formatted(400, "final"));
    SweepOutput undisturbed = new SweepOutput(folder.resolve("undisturbed"));
    assertEquals(0, InProcess.run(undisturbed.sweep(study)).status());
    SweepOutput out = new SweepOutput(folder.resolve("out"));
    Path log = folder.resolve("log");
    String[] cohort = {"--cohort", "4", "--checkpoint-every", "0.05"};
    Process first = Alrc.start(Map.of(), log, log, out.sweep(study, cohort));
    out.freezeHalfDone(first.toHandle(), 4);

    Alrc.Finished second = InProcess.run(out.sweep(study));
    assertEquals(2, second.status(), second::err);
    assertTrue(second.err().contains("is locked by process " + first.pid() + " on "), second.err());

    Path lock = out.folder().resolve("lock-1.json");
    String locked = Files.readString(lock);
    SweepOutput.signal("TERM", first.toHandle());
    SweepOutput.signal("CONT", first.toHandle());
    assertEquals(143, first.waitFor());
    String said = Files.readString(log);
    assertEquals(1, said.lines().filter(line -> line.startsWith("alrc: stopped; ")).count(), said);
    assertFalse(said.contains("a bug in alrc") || said.contains("\tat "), said);
    List<Path> checkpoints = out.files("checkpoints");
    assertEquals(4, checkpoints.size(), "one per trial, and nobody trains any: " + checkpoints);
    assertFalse(Files.exists(lock));

    byte[] damaged = Files.readAllBytes(checkpoints.get(0));
    damaged[damaged.length / 2] ^= 1;
    Files.write(checkpoints.get(0), damaged);
    Files.write(checkpoints.get(1), Files.readAllBytes(checkpoints.get(2)));
    Files.writeString(lock, locked); // as if it had been killed
    Alrc.Finished again = InProcess.run(out.sweep(study, "--attempts", "5"));
    assertEquals(0, again.status(), again::err);
    for (String words :
        List.of(
            "taking over from process " + first.pid() + " on ",
            id(checkpoints.get(0))
                + " starts from the beginning: its checkpoint is not used (the file of ",
            id(checkpoints.get(1))
                + " starts from the beginning: its checkpoint is not used (the checkpoint belongs"
                + " to a",
            id(checkpoints.get(2)) + " resumes from iteration ",
            id(checkpoints.get(3)) + " resumes from iteration ")) {
      assertTrue(again.err().contains(words), () -> words + " is not in " + again.err());
    }
    assertEquals(undisturbed.results(), out.results());
    assertTrue(out.files("checkpoints").isEmpty());
    assertModelsAreReadable(out, undisturbed);
  }

  private static void assertModelsAreReadable(SweepOutput out, SweepOutput undisturbed)
      throws Exception {
    List<Path> models =
        out.files("models").stream()
            .filter(file -> file.toString().endsWith(ParameterFile.SUFFIX))
            .toList();
    for (Path model : models) {
      Path same = undisturbed.folder().resolve("models").resolve(model.getFileName());
      assertEquals(-1, Files.mismatch(same, model));
      String trial = model.getFileName().toString().replace(ParameterFile.SUFFIX, "");
      ParameterFile kept = ParameterFile.of(Files.readAllBytes(model));
      assertEquals(trial, kept.texts().get("trial_id"));
    }
    assertEquals(4, models.size());
    assertEquals(8, out.files("models").size(), "each has a card");
  }

  @Test
  void aTrialThatTakesItsProcessWithItIsGivenUpAndTheStudyGoesOn() throws Exception {
    Path study = study(STUDY.formatted(400, "none"));
    SweepOutput out = new SweepOutput(folder.resolve("out"));
    String[] command = out.sweep(study, "--cohort", "1", "--attempts", "1", "--master", "local[2]");
    Path log = folder.resolve("log");
    String poison = out.killFirst(Alrc.start(Map.of(), log, log, command));
    long guilty = 0;
    while (guilty == 0) {
      assertTrue(out.files("failures").isEmpty(), "it was not alone: it need not be guilty");
      Process process = Alrc.start(Map.of(), log, log, command);
      guilty = out.killOnProbation(poison, process) ? process.pid() : 0;
    }

    Alrc.Finished last = InProcess.run(command);
    assertEquals(3, last.status(), last::err);
    String counts = "{\"trials\":4,\"completed\":3,\"diverged\":0,\"failed\":1,\"pending\":0}";
    assertEquals(counts, last.lastLine());
    assertEquals(counts, InProcess.run("status", out.folder() + "", "--json").lastLine());
    List<String> failures =
        Duck.rows(out.folder(), "SELECT trial_id, attempt, cause FROM '%s/failures/*.parquet'");
    assertEquals(1, failures.size());
    assertTrue(
        failures.get(0).startsWith(poison + "|1|process " + guilty + " on "), failures.get(0));
  }

  @Test
  void onlyTheTrialOfACohortThatNeedsMoreMemoryThanThereIsIsBlamed() throws Exception {
    Path study =
        study(
            """
            study: memory
            data: {kind: synthetic, images: 50}
            model: {kind: supersampling, width: 0.03125}
            loss: quartic
            rule: [{kind: none}, {kind: alrc, deviations: 3}]
            optimizer: {kind: sgd, rate: 1.0e+30}
            iterations: 100000000
            seeds: 2
            summary: {last: 10}
            kernel: stacked
            overrides: [{when: {rule: none}, set: {summary: {last: 100000000}}}]
            """);
    SweepOutput out = new SweepOutput(folder.resolve("out"));
    Alrc.Finished run = Alrc.run(Map.of("ALRC_HEAP", "500m"), out.sweep(study, "--cohort", "4"));
    assertEquals(3, run.status(), run::err);
    assertEquals(
        "{\"trials\":4,\"completed\":0,\"diverged\":2,\"failed\":2,\"pending\":0}", run.lastLine());
    assertEquals(
        List.of("2|3|OutOfMemoryError: Java heap space"),
        Duck.rows(
            out.folder(),
            "SELECT count(DISTINCT trial_id), max(attempt), any_value(cause)"
                + " FROM '%s/failures/*.parquet'"));
  }

  private static String id(Path checkpoint) {
    return "trial " + checkpoint.getFileName().toString().replaceFirst("\\..*", "");
  }

  private Path study(String yaml) throws Exception {
    return Files.writeString(folder.resolve("study.yaml"), yaml);
  }
}
