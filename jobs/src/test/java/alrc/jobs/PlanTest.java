package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.InProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {
  private static final String ESTIMATE =
      "(?s).*about [0-9.]+ (s|min|h|days) %s on processors like this one \\(an estimate:"
          + " %s\\)\\R.*";

  @TempDir Path folder;

  @Test
  void timesAFewStepsOfEachShapeWithoutTheData() throws Exception {
    Path study = study("width: 0.03125", "batch: [1, 4]");
    Alrc.Finished plan = plan(study, "--estimate-seconds", "60", "--master", "local[2]");
    assertEquals(0, plan.status(), plan::err);
    assertEquals("{\"cells\":4,\"trials\":8,\"done\":0}", plan.lastLine());
    assertTrue(
        plan.out()
            .matches(ESTIMATE.formatted("with 2 tasks at once", "steps of each shape were timed")),
        plan::out);
  }

  @Test
  void reckonsFromTheOperationsWhatWouldTakeTooLongToTime() throws Exception {
    Path study = study("width: [0.03125, 1.0]", "batch: [1, 4096]");
    Alrc.Finished plan = plan(study, "--estimate-seconds", "1", "--master", "spark://host:7077");
    assertEquals(0, plan.status(), plan::err);
    assertTrue(
        plan.out()
            .matches(
                ESTIMATE.formatted(
                    "÷ the cluster's tasks at once",
                    "1 of 4 shapes timed, the others from their operations")),
        plan::out);
  }

  @Test
  void saysSoWhereTheTimeIsTooShortOrNoneIsWanted() throws Exception {
    Path study = study("width: 1.0", "batch: 64");
    Alrc.Finished none = plan(study, "--estimate-seconds", "0");
    assertFalse(none.out().contains("estimate"), none::out);
    Alrc.Finished shortly = plan(study, "--estimate-seconds", "0.001");
    assertTrue(shortly.out().contains("no estimate: a step takes longer than"), shortly::out);
    Alrc.Finished wrong = plan(study, "--estimate-seconds", "-1");
    assertEquals(2, wrong.status());
    assertEquals("alrc: --estimate-seconds -1.0: must be in 0 … 3600", wrong.err().strip());
  }

  @Test
  void printsAPresetAsTheStartOfOnesOwn() throws Exception {
    Alrc.Finished printed = InProcess.run("plan", "cifar10-paper-small", "--print");
    assertEquals(0, printed.status(), printed::err);
    String schema = "# yaml-language-server: \\$schema=.*study\\.schema\\.json";
    assertTrue(printed.out().lines().findFirst().orElseThrow().matches(schema), printed.out());
    Path mine = Files.writeString(folder.resolve("mine.yaml"), printed.out());
    String preset = InProcess.run("plan", "cifar10-paper-small", "--estimate-seconds", "0").out();
    assertEquals(preset, InProcess.run("plan", mine.toString(), "--estimate-seconds", "0").out());
    assertEquals(2, InProcess.run("plan", "not-a-preset", "--print").status());
  }

  @Test
  void saysWhereAnOverrideHoldsNowhere() throws Exception {
    Path study = study("width: 1.0", "batch: [1, 64]");
    String text = Files.readString(study);
    Files.writeString(study, text + "overrides: [{when: {batch: 46}, set: {iterations: 7}}]\n");
    Alrc.Finished plan = plan(study, "--estimate-seconds", "0");
    assertEquals(0, plan.status(), plan::err);
    assertTrue(plan.err().contains("study.yaml:8: overrides[0].when: no cell meets"), plan::err);
    Files.writeString(study, text + "overrides: [{when: {batch: 64}, set: {iterations: 7}}]\n");
    assertEquals("", plan(study, "--estimate-seconds", "0").err());
  }

  private Path study(String width, String batch) throws Exception {
    return Files.writeString(
        folder.resolve("study.yaml"),
        """
        study: planned
        data: {kind: cifar10, path: not-here}
        model: {kind: supersampling, %s}
        %s
        loss: [squared, quartic]
        iterations: 1000
        seeds: 2
        """
            .formatted(width, batch));
  }

  private static Alrc.Finished plan(Path study, String... more) {
    String[] arguments = new String[more.length + 3];
    System.arraycopy(more, 0, arguments, 3, more.length);
    arguments[0] = "plan";
    arguments[1] = study.toString();
    arguments[2] = "--json";
    return InProcess.run(arguments);
  }
}
