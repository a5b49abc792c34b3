package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.InProcess;
import alrc.jobs.process.SweepOutput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep's output of which some files are damaged, gone, or somebody else's. */
class DamagedLedgerTest {
  private static final String STUDY =
      """
      study: damaged
      data: {kind: synthetic, images: 20}
      model: {kind: supersampling, width: 0.03125}
      rule: {kind: alrc, deviations: [2, .inf], decay: 0.9, start: {mean: 0.001, square: 0.00001}}
      iterations: 4
      seeds: 2
      summary: {last: 2}
      curve: {boxcar: 1}
      """;

  @TempDir Path folder;
  private SweepOutput output;
  private Path study;

  @BeforeEach
  void sweep() throws Exception {
    study = Files.writeString(folder.resolve("study.yaml"), STUDY);
    output = new SweepOutput(folder.resolve("out"));
    assertEquals(0, InProcess.run(output.sweep(study)).status());
  }

  @Test
  void whatIsDamagedIsTrainedAgainAndWhatIsForeignIsSkipped() throws Exception {
    List<String> results = output.results();
    Path cut = output.files("summaries").get(1);
    Path uncurved = output.files("summaries").get(2);
    halve(cut);
    Files.delete(output.folder().resolve("curves").resolve(uncurved.getFileName()));
    Path notes = Files.writeString(cut.resolveSibling("notes.parquet"), "mine");
    Path foo = output.folder().resolve("failures/foo.parquet");
    Files.createDirectories(foo.getParent());
    Files.writeString(foo, "");

    Alrc.Finished status = run(0, "status", output.folder().toString());
    assertTrue(status.out().contains("4 trials: 3 completed, 0 diverged, 0 failed, 1 pending"));
    for (Path file : List.of(cut, notes, foo)) {
      assertTrue(status.err().contains(file + ": skipped, "), status::err);
    }
    Alrc.Finished plan = run(0, "plan", study.toString(), "--output", output.folder().toString());
    assertTrue(plan.out().contains("4 trials, 3 done"), plan::out);
    assertTheReportLacksOneCurve();

    Alrc.Finished sweep = InProcess.run(output.sweep(study));
    assertEquals(0, sweep.status(), sweep::err);
    assertTrue(sweep.err().contains(cut + ": is damaged ("), sweep::err);
    assertTrue(sweep.err().contains(uncurved + ": has no curve beside it"), sweep::err);
    assertTrue(sweep.err().contains(notes + ": skipped, "), sweep::err);
    assertTrue(sweep.err().contains(foo + ": skipped, "), sweep::err);
    assertTrue(sweep.lastLine().contains("\"completed\":4"), sweep::out);
    assertTrue(Files.exists(Path.of(cut + ".set-aside")));
    assertEquals("mine", Files.readString(notes));
    Files.delete(notes);
    Files.delete(foo);
    assertEquals(results, output.results());
    report();
    assertEquals("", run(0, "status", output.folder().toString()).err());
  }

  /** A summary that counts clipped losses is no record without them. */
  @Test
  void lostClippedLossesAreTrainedAgain() throws Exception {
    List<Path> spikes = output.files("spikes");
    if (spikes.isEmpty()) {
      throw new AssertionError("the study must clip");
    }
    List<String> results = output.results();
    Path lost = spikes.get(0);
    Files.delete(lost);
    Path summary = output.folder().resolve("summaries").resolve(lost.getFileName());
    Alrc.Finished replay =
        run(
            2,
            "replay",
            output.folder().toString(),
            lost.getFileName().toString().replace(".parquet", ""));
    assertTrue(replay.err().contains(lost + ": is missing; remove " + summary), replay::err);
    Alrc.Finished sweep = InProcess.run(output.sweep(study));
    assertTrue(
        sweep.err().contains(summary + ": has no clipped losses beside it in spikes"), sweep::err);
    assertEquals(results, output.results());
    assertTrue(Files.exists(lost));
  }

  @Test
  void aDamagedCurveIsReportedWithWhatToDo() throws Exception {
    Path summary = output.files("summaries").get(0);
    Path curve = output.folder().resolve("curves").resolve(summary.getFileName());
    halve(curve);
    assertTheReportLacksOneCurve();
    String told = curve + ": is damaged; remove ";
    String id = summary.getFileName().toString().replace(".parquet", "");
    Alrc.Finished replay = run(2, "replay", output.folder().toString(), id);
    assertTrue(replay.err().contains(told), replay::err);
    assertEquals(1, replay.err().lines().count(), replay::err);
    Files.delete(summary);
    InProcess.run(output.sweep(study));
    report();
  }

  @Test
  void aDamagedStudyIsReportedInOneLineThatSaysWhatToDo() throws Exception {
    Path file = output.folder().resolve("study.json");
    for (String text : List.of("{}", "{\"a\":1}", "[]", "", "1", "{\"study\":")) {
      Files.writeString(file, text);
      Alrc.Finished status = run(2, "status", output.folder().toString());
      assertTrue(status.err().startsWith("alrc: "), status::err);
      assertTrue(status.err().contains("/study.json: is damaged ("), status::err);
      assertTrue(status.err().contains("); remove it and sweep again"), status::err);
      assertEquals(1, status.err().lines().count(), status::err);
      assertFalse(status.err().contains("class "), status::err);
    }
    Files.delete(file);
    assertEquals(0, InProcess.run(output.sweep(study)).status());
  }

  private void assertTheReportLacksOneCurve() throws Exception {
    report();
    String page = Files.readString(folder.resolve("report/report.html"));
    assertTrue(
        page.contains("The curves of 1 trial are missing or damaged, and not drawn; "), page);
  }

  private void report() {
    String report = folder.resolve("report").toString();
    run(0, "report", output.folder().toString(), "--output", report);
  }

  private static Alrc.Finished run(int status, String... arguments) {
    Alrc.Finished run = InProcess.run(arguments);
    assertEquals(status, run.status(), run::err);
    return run;
  }

  private static void halve(Path file) throws Exception {
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
  }
}
