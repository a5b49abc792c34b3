package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import alrc.jobs.process.SweepOutput;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trials scored on a split that they are not trained on, from the study to the ledger. */
class EvaluateTest {
  private static final String MADE_UP =
      """
      study: scored
      data: {kind: synthetic, images: 20}
      model: {kind: supersampling, width: 0.03125}
      rule: {kind: alrc, deviations: [2, .inf], decay: 0.9}
      iterations: 5
      seeds: 2
      summary: {last: 2}
      curve: {boxcar: 1}
      """;

  private static final String SUMMARIES = " FROM read_parquet('%s/summaries/*.parquet')";
  private static final String SCORES = " FROM read_parquet('%s/evaluations/*.parquet')";

  @TempDir Path folder;

  private SweepOutput sweep(String name, String study) throws Exception {
    SweepOutput output = new SweepOutput(folder.resolve(name));
    Path file = Files.writeString(folder.resolve(name + ".yaml"), study);
    Alrc.Finished done = InProcess.run(output.sweep(file));
    assertEquals(0, done.status(), done::err);
    return output;
  }

  private String refusal(String study) throws Exception {
    Path file = Files.writeString(folder.resolve("refused.yaml"), study);
    Alrc.Finished run = InProcess.run(new SweepOutput(folder.resolve("refused")).sweep(file));
    assertEquals(2, run.status(), run::err);
    List<String> said = run.err().lines().filter(line -> line.startsWith("alrc: ")).toList();
    assertEquals(1, said.size(), run::err);
    return said.get(0);
  }

  @Test
  void scoresAreInTheLedgerAndLossesAreAsWithoutThem() throws Exception {
    Path scored =
        sweep("scored", MADE_UP + "evaluate: {every: 2, metrics: [psnr, rmse], examples: 9}\n")
            .folder();
    Path plain = sweep("plain", MADE_UP).folder();
    String losses =
        "SELECT t.deviations, t.seed, c.iteration, c.loss, c.loss_max FROM read_parquet('%s/";
    String joined = "curves/*.parquet') c JOIN read_parquet('%s/table.parquet') t USING (trial_id)";
    List<String> curves = Duck.rows(plain, losses + joined + " ORDER BY ALL");
    assertEquals(4 * 5, curves.size());
    assertEquals(curves, Duck.rows(scored, losses + joined + " ORDER BY ALL"));
    assertEquals(
        List.of("2|psnr|4", "2|rmse|4", "4|psnr|4", "4|rmse|4", "5|psnr|4", "5|rmse|4"),
        Duck.rows(
            scored,
            "SELECT iteration, metric, count(value)" + SCORES + " GROUP BY 1, 2 ORDER BY 1, 2"));
    String ends =
        "SELECT trial_id, any_value(value) FILTER (metric = 'rmse'), any_value(value) FILTER"
            + " (metric = 'psnr'), NULL"
            + SCORES
            + " WHERE iteration = 5 GROUP BY 1 ORDER BY 1";
    String columns = "SELECT trial_id, eval_rmse, eval_psnr, eval_ssim" + SUMMARIES + " ORDER BY 1";
    assertEquals(Duck.rows(scored, ends), Duck.rows(scored, columns));
    assertEquals(
        List.of("validation|9"),
        Duck.rows(
            scored,
            "SELECT DISTINCT eval_split, other_settings->'$.evaluate.examples'" + SUMMARIES));
    assertEquals(
        List.of("null|null|null"),
        Duck.rows(
            plain,
            "SELECT DISTINCT eval_split, eval_rmse, other_settings->'$.evaluate'" + SUMMARIES));
    reports(scored);
    readsAndReplays(scored);
  }

  private void reports(Path scored) throws Exception {
    Path report = folder.resolve("report");
    Alrc.Finished run = InProcess.run("report", "" + scored, "--output", "" + report);
    assertEquals(0, run.status(), run::err);
    assertEquals(
        Duck.rows(
            scored,
            "SELECT cell_id, round(avg(eval_rmse), 12), round(avg(eval_psnr), 9)"
                + SUMMARIES
                + " GROUP BY 1 ORDER BY 1"),
        Duck.rows(
            report,
            "SELECT cell_id, round(eval_rmse, 12), round(eval_psnr, 9) FROM"
                + " read_csv('%s/table.csv') ORDER BY 1"));
    String table = Files.readString(report.resolve("table.md"));
    assertTrue(table.contains("| cell | rmse ↓ | psnr ↑ |"), table);
    assertTrue(table.contains("on images of the validation split; mean ± "), table);
    assertTrue(
        Files.readString(report.resolve("report.html")).contains("Scores on held-out images"));
  }

  private static void readsAndReplays(Path scored) throws Exception {
    String id = Duck.rows(scored, "SELECT min(trial_id)" + SUMMARIES).get(0);
    Storage storage = StorageSettings.fromSpark(Map.of()).open();
    List<Map<String, Object>> rows =
        new Ledger(new SweepFolder(storage, scored.toString())).evaluations(id);
    assertEquals(6, rows.size());
    assertEquals("rmse", rows.get(0).get("metric"));
    assertEquals(2L, rows.get(0).get("iteration"));
    Alrc.Finished replay = InProcess.run("replay", scored.toString(), id);
    assertEquals(0, replay.status(), replay::err);
    assertTrue(replay.out().contains("bit-identical"), replay::out);
    Path file = scored.resolve("evaluations/" + id + ".parquet");
    Path other = file.resolveSibling("other.tmp");
    Duck.run(
        "COPY (SELECT * REPLACE (value + 1 AS value) FROM read_parquet('"
            + file
            + "')) TO '"
            + other
            + "' (FORMAT parquet)");
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    Alrc.Finished changed = InProcess.run("replay", scored.toString(), id);
    assertTrue(changed.out().contains("iteration 2: eval_rmse recorded "), changed.out());
  }

  @Test
  void aTrialWhoseScoresAreGoneIsTrainedAgain() throws Exception {
    String study = MADE_UP + "evaluate: {examples: 3}\n";
    SweepOutput output = sweep("gone", study);
    List<String> scores = Duck.rows(output.folder(), "SELECT *" + SCORES + " ORDER BY ALL");
    assertEquals(4 * 3, scores.size());
    Path gone = output.files("evaluations").get(1);
    Files.delete(gone);
    Alrc.Finished again = InProcess.run(output.sweep(folder.resolve("gone.yaml")));
    assertTrue(again.err().contains("has no scores beside it in evaluations"), again::err);
    assertEquals(scores, Duck.rows(output.folder(), "SELECT *" + SCORES + " ORDER BY ALL"));
  }

  @Test
  void cifarIsScoredOnItsTestBatch() throws Exception {
    Path cifar = Files.createDirectory(folder.resolve("cifar"));
    byte[] records = new byte[12 * 3073];
    for (int i = 0; i < records.length; i++) {
      records[i] = i % 3073 == 0 ? 0 : (byte) (i * (long) i % 251);
    }
    Files.write(cifar.resolve("data_batch_1.bin"), records);
    String study =
        MADE_UP.replace("{kind: synthetic, images: 20}", "{kind: cifar10, path: cifar}")
            + "evaluate: {split: test, metrics: [rmse, mae, frc]}\n";
    String missing = refusal(study);
    assertTrue(missing.contains("evaluate.split test: data.path "), missing);
    assertTrue(missing.contains("contains no test_batch.bin"), missing);
    Alrc.Finished plan = InProcess.run("plan", folder.resolve("refused.yaml").toString());
    assertEquals(2, plan.status(), plan::out);
    assertTrue(plan.err().contains(missing), plan::err);
    Files.write(cifar.resolve("test_batch.bin"), records);
    Path scored = sweep("cifar-scored", study).folder();
    assertEquals(
        4,
        Duck.number(
            scored,
            "SELECT count(*)"
                + SUMMARIES
                + " WHERE eval_split = 'test' AND eval_rmse BETWEEN"
                + " 0.05 AND 2 AND eval_mae < eval_rmse AND eval_frc >= 2"));
  }

  @Test
  void partialScansAreScoredOnAnotherSplitOfTheirDataSet() throws Exception {
    String images = folder.resolve("images").toString();
    InProcess.run("synthesize", "--count", "8", "--size", "64", "--output", images);
    String recipe =
        "name: small\n"
            + "crop: {kind: grid, side: 64}\n"
            + "steps: [{kind: rescale-unit}, {kind: probe-scan, path: {kind: rows, coverage:"
            + " 0.25}}]\n";
    Path file = Files.writeString(folder.resolve("small.yaml"), recipe);
    Alrc.Finished prepared =
        InProcess.run(
            "prepare",
            "--input",
            images,
            "--output",
            folder + "/set",
            "--recipe",
            "" + file,
            "--split",
            "ordered");
    assertEquals(0, prepared.status(), prepared::err);
    String study =
        "study: scans\ndata: {kind: prepared, path: set}\niterations: 3\nseeds: 1\n"
            + "model: {kind: partial-scan, width: 0.03125, size: 64}\nsummary: {last: 1}\n";
    Path scored =
        sweep("scans", study + "evaluate: {split: test, every: 1, examples: 5}\n").folder();
    assertEquals(
        List.of("3|3"),
        Duck.rows(scored, "SELECT count(DISTINCT iteration), count(DISTINCT metric)" + SCORES));
    assertEquals(
        1,
        Duck.number(
            scored,
            "SELECT count(*)"
                + SUMMARIES
                + " WHERE eval_rmse BETWEEN 0.01 AND 2 AND eval_ssim < 1"));
    String empty =
        refusal(
            study.replace("path: set", "path: set, split: test")
                + "evaluate: {split: validation}\n");
    assertTrue(empty.contains("has no examples in split validation"), empty);
  }

  @Test
  void aPlanRefusesWhatDoesNotFit() throws Exception {
    Path file = Files.writeString(folder.resolve("p.yaml"), MADE_UP + "evaluate: {every: 9}\n");
    Alrc.Finished refused = InProcess.run("plan", file.toString());
    assertEquals(2, refused.status());
    assertTrue(refused.err().contains("p.yaml:9: evaluate.every: 9 must be at most iterations, 5"));
  }
}
