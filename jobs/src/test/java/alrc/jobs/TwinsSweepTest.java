package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import alrc.jobs.storage.StorageSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study whose cells without a threshold differ only in settings that cannot act. */
class TwinsSweepTest {
  private static final String STUDY =
      """
      study: twins
      data: {kind: synthetic, images: 20}
      model: {kind: supersampling, width: 0.03125}
      rule: {kind: chain, rules: [{kind: alrc, deviations: [0.5, .inf], decay: [0.9, 0.99]},
             {kind: alrc, deviations: 0, start: {mean: 1.0e-3, square: 2.0e-6}}]}
      iterations: 6
      seeds: [4]
      summary: {last: 2}
      curve: {boxcar: 2}
      """;

  private static final String WORDS = "1 of these trials differ from another one only in settings";

  /** What says when, where and as which trial, and not with which result. */
  private static final List<String> CIRCUMSTANCES =
      List.of("trained_as", "wall_seconds", "iterations_per_second", "started_at", "cohort_size");

  @TempDir Path folder;

  @Test
  void oneIsTrainedAndEachIsRecorded() throws Exception {
    Alrc.Finished plan = run("plan", study(STUDY), "--estimate-seconds", "0");
    assertTrue(plan.out().contains("4 cells × 1 seed = 4 trials"), plan::out);
    assertTrue(plan.out().contains(WORDS), plan::out);
    Alrc.Finished sweep = run("sweep", study(STUDY), "--output", out("all"));
    assertTrue(sweep.out().contains("4 trials: 4 completed, 0 diverged"), sweep::out);
    assertTrue(sweep.out().contains(WORDS), sweep::out);
    assertEquals(4, files("all/summaries"));
    assertEquals(4, files("all/curves"));
    assertEquals(3, trained());

    String twin = twin("trial_id");
    String trained = twin("trained_as");
    Ledger.Entry copy = ledger("all").entry(twin);
    assertFalse(copy.spikes().isEmpty(), "the second rule of the chain clips");
    assertEquals(copy.curve(), ledger("all").curve(twin));
    assertEquals(ledger("all").curve(trained).size(), copy.curve().size());
    assertEquals(copy.curve(), ledger("all").curveIfSound(twin).orElseThrow());
    assertEquals(copy.spikes(), ledger("all").spikesIfSound(twin).orElseThrow());

    assertEqualsOneThatWasTrainedItself(copy);
    Alrc.Finished replay = run("replay", out("all"), twin);
    assertTrue(replay.out().contains("bit-identical"), replay::out);
  }

  /** The cell of the copy, in a study without the other one. */
  private void assertEqualsOneThatWasTrainedItself(Ledger.Entry copy) throws Exception {
    Object decay = copy.summary().get("decay");
    run("sweep", study(STUDY.replace("[0.9, 0.99]", "" + decay)), "--output", out("own"));
    Ledger.Entry own = ledger("own").entry(copy.trialId());
    assertFalse(own.summary().containsKey("trained_as"));
    assertEquals(results(own.summary()), results(copy.summary()));
    assertEquals(own.curve(), copy.curve());
    assertEquals(own.spikes(), copy.spikes());
  }

  @Test
  void whatIsRecordedIsNotTrainedForItsTwins() throws Exception {
    String first = STUDY.replace("[0.9, 0.99]", "0.9");
    run("sweep", study(first), "--output", out("all"));
    assertEquals(2, trained());
    run("sweep", study(STUDY.replace("[0.5, .inf]", ".inf")), "--output", out("all"));
    assertEquals(2, trained(), "nothing was trained");
    String twin = twin("trial_id");
    Path summary = folder.resolve("all/summaries/" + twin + ".parquet");
    Files.delete(summary);
    Alrc.Finished again = run("sweep", study(STUDY), "--output", out("all"));
    assertTrue(again.out().contains("4 trials: 4 completed"), again::out);
    assertEquals(3, trained(), "that of n = 0.5 and decay 0.99");
    assertTrue(Files.exists(summary));

    String lost = twin("trained_as");
    List<Map<String, Object>> curve = ledger("all").curve(lost);
    Files.delete(folder.resolve("all/curves/" + lost + ".parquet"));
    Alrc.Finished repaired = run("sweep", study(STUDY), "--output", out("all"));
    assertTrue(repaired.err().contains(lost), repaired::err);
    assertEquals(curve, ledger("all").curve(lost), "its twin has kept it");
  }

  private static Map<String, Object> results(Map<String, Object> summary) {
    Map<String, Object> results = new LinkedHashMap<>(summary);
    CIRCUMSTANCES.forEach(results::remove);
    return results;
  }

  /** How many of the recorded trials were trained. */
  private long trained() throws Exception {
    return Duck.number(
        folder.resolve("all"),
        "SELECT count(*) FROM read_parquet('%s/summaries/*.parquet') WHERE trained_as IS NULL");
  }

  private String twin(String column) throws Exception {
    List<String> rows =
        Duck.rows(
            folder.resolve("all"),
            "SELECT "
                + column
                + " FROM read_parquet('%s/summaries/*.parquet')"
                + " WHERE trained_as IS NOT NULL");
    assertEquals(1, rows.size());
    return Objects.requireNonNull(rows.get(0));
  }

  private Ledger ledger(String name) {
    return new Ledger(new SweepFolder(StorageSettings.local().open(), out(name)));
  }

  private long files(String name) throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).count();
    }
  }

  private String out(String name) {
    return folder.resolve(name).toString();
  }

  private String study(String text) throws Exception {
    return Files.writeString(folder.resolve("study.yaml"), text).toString();
  }

  private static Alrc.Finished run(String... arguments) {
    Alrc.Finished run = InProcess.run(arguments);
    assertEquals(0, run.status(), run::err);
    return run;
  }
}
