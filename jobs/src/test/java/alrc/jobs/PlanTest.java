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
  private static final String SYNTHETIC = "{kind: synthetic, channels: 3}";
  private static final String ESTIMATE =
      "(?s).*about [0-9.]+ (s|min|h|days) %s on processors like this one \\(an estimate to"
          + " within a factor of 2: %s\\)\\R.*";

  @TempDir Path folder;

  @Test
  void timesAFewStepsOfEachShape() throws Exception {
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
    String schema = "# yaml-language-server: \\$schema=study\\.schema\\.json";
    assertTrue(printed.out().lines().findFirst().orElseThrow().matches(schema), printed.out());
    Path mine = Files.writeString(folder.resolve("mine.yaml"), printed.out());
    String preset = InProcess.run("plan", "cifar10-paper-small", "--estimate-seconds", "0").out();
    assertTrue(preset.contains("to sweep it: data.path "), preset);
    Alrc.Finished own = InProcess.run("plan", mine.toString(), "--estimate-seconds", "0");
    assertEquals(preset.replaceAll("to sweep it: .*\\R", ""), own.out());
    assertEquals(2, own.status());
    assertEquals(2, InProcess.run("plan", "not-a-preset", "--print").status());
  }

  @Test
  void listsTheAxesAndTheCells() throws Exception {
    Path study = study("width: 0.5", "batch: [1, 64]");
    Files.writeString(
        study,
        Files.readString(study)
            + "overrides: [{when: {batch: 64}, set: {iterations: 7}}]\n"
            + "exclude: [{batch: 64, loss: squared}]\n");
    Alrc.Finished plan = plan(study, "--estimate-seconds", "0");
    assertTrue(
        plan.out()
            .contains(
                """
                loss: squared, quartic
                batch: 1, 64
                iterations: 1000, 7

                  loss     batch  iterations
                  squared  1      1000
                  quartic  1      1000
                  quartic  64     7
                """),
        plan::out);
    assertTrue(plan.out().contains("\n1 cell excluded\n"), plan::out);
  }

  @Test
  void listsTheFirstCellsOfALargeStudy() throws Exception {
    String rates = "[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 2]";
    Path study = study("width: 0.5", "batch: [1, 2, 4, 8]");
    String set = "optimizer={kind: adam, rate: " + rates + "}";
    Alrc.Finished plan = plan(study, "--estimate-seconds", "0", "--set", set);
    assertTrue(plan.out().contains("0.8, 0.9, 1, … (11 values)\n"), plan::out);
    assertTrue(plan.out().contains("\n  … and 48 more\n"), plan::out);
    assertEquals("{\"cells\":88,\"trials\":176,\"done\":0}", plan.lastLine());
  }

  @Test
  void aStudyWhoseDataAreAbsentOrUnreadableIsTheUsersMistake() throws Exception {
    Path study = study("width: 1.0", "batch: 1", "{kind: cifar10, path: not-here}");
    Alrc.Finished plan = plan(study, "--estimate-seconds", "0");
    assertEquals(2, plan.status());
    assertEquals(
        "alrc: data.path "
            + folder.resolve("not-here")
            + ": no such folder; it must contain data_batch_*.bin files",
        plan.err().strip().replace("file:", ""));
    assertEquals("{\"cells\":2,\"trials\":4,\"done\":0}", plan.lastLine());
    Files.createDirectories(folder.resolve("not-here"));
    Files.write(folder.resolve("not-here/data_batch_1.bin"), new byte[100]);
    Alrc.Finished damaged = plan(study, "--estimate-seconds", "0");
    assertEquals(2, damaged.status());
    assertTrue(damaged.err().contains("data_batch_1.bin"), damaged::err);
    assertEquals(1, damaged.err().lines().count(), damaged::err);
  }

  @Test
  void settingsOnTheCommandLineActAsIfTheFileSaidSo() throws Exception {
    Path study = study("width: 1.0", "batch: 1");
    Alrc.Finished plan =
        plan(study, "--estimate-seconds", "0", "--set", "seeds=7", "--set", "model.width=0.5");
    assertEquals("{\"cells\":2,\"trials\":14,\"done\":0}", plan.lastLine());
    assertTrue(plan.out().contains("supersampling, width 0.5:"), plan::out);
    Alrc.Finished wrong = plan(study, "--set", "batch=0");
    assertEquals(2, wrong.status());
    assertEquals(
        "alrc: --set batch=0: batch: 0 must be a whole number from 1 to 65536",
        wrong.err().strip());
    Alrc.Finished printed = plan(study, "--print", "--set", "batch=2");
    assertEquals(2, printed.status());
    assertTrue(printed.err().startsWith("alrc: --set: must be left out with --print"));
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
    return study(width, batch, SYNTHETIC);
  }

  private Path study(String width, String batch, String data) throws Exception {
    return Files.writeString(
        folder.resolve("study.yaml"),
        """
        study: planned
        data: %s
        model: {kind: supersampling, %s}
        %s
        loss: [squared, quartic]
        iterations: 1000
        seeds: 2
        """
            .formatted(data, width, batch));
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
