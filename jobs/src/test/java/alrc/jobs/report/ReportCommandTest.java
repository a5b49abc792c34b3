package alrc.jobs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.study.Trial;
import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.ledger.TrialRows;
import alrc.jobs.process.Alrc;
import alrc.jobs.process.InProcess;
import alrc.jobs.storage.StorageSettings;
import alrc.jobs.terminal.VisibleText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, on outputs of every state. */
class ReportCommandTest {
  @TempDir Path folder;

  @Test
  void aFinishedSweepSaysHowItWasRun() throws Exception {
    String page = report(written("done", SweepOutputs.STUDY, ReportCommandTest::error));
    assertTrue(page.contains("The study as run"), page);
    assertTrue(page.contains("3 seeds per cell"), page);
    assertTrue(page.contains("node-1"), page);
    // 12 trials of 36 s, two side by side
    assertTrue(page.contains("4 min of training"), page);
    assertTrue(page.contains("No attempt failed."), page);
    assertTrue(page.contains("Exclusions: none; no trial diverged."), page);
    assertTrue(page.replace("<wbr>", "").contains("alrc replay " + folder.resolve("done")), page);
    assertTrue(page.contains("n = 3 lowers the final squared error at batch 1"), page);
  }

  /** A third attempt crashed: its time is not known. */
  @Test
  void theTimeOfFailedAttemptsIsCounted() throws Exception {
    String output = written("failed", SweepOutputs.STUDY, ReportCommandTest::error);
    Ledger ledger = new Ledger(new SweepFolder(StorageSettings.local().open(), output));
    String trial = "00000000000000aa";
    ledger.fail(trial, 1, TrialRows.failure(trial, 1, "out of luck", "node-1", 3600.0));
    assertTrue(
        report(output).contains("64 min of training: the last attempts of the trials shown"));
    assertTrue(report(output).contains(", and 60 min of 1 failed attempt; "));
    ledger.fail(trial, 2, TrialRows.failure(trial, 2, "crashed", "node-1", null));
    Files.writeString(folder.resolve("failed/failures/" + trial + "-a3.parquet"), "damaged");
    String page = report(output);
    assertTrue(page.contains("The time of 2 of 3 failed attempts is not recorded."), page);
  }

  @Test
  void anUnfinishedSweepCountsWhatIsPending() throws Exception {
    String page =
        report(
            written(
                "half",
                SweepOutputs.STUDY,
                trial -> trial.seed() == 2 ? Double.NaN : error(trial)));
    assertTrue(page.contains("4 cells, 12 trials: 8 completed, 0 diverged, 0 failed, 4 pending"));
    assertTrue(page.contains("Too few seeds to say whether n = 3 changes"), page);
    assertTrue(page.contains("at least 3 pairs are needed"), page);
    String csv = Files.readString(folder.resolve("report/comparisons.csv"));
    assertTrue(csv.lines().skip(1).allMatch(line -> line.endsWith(",too few")), csv);
    assertTrue(csv.lines().skip(1).allMatch(line -> line.split(",")[7].isEmpty()), csv);
  }

  @Test
  void nothingDoneIsAPageToo() throws Exception {
    String page = report(written("none", SweepOutputs.STUDY, trial -> Double.NaN));
    assertTrue(page.contains("0 completed, 0 diverged, 0 failed, 12 pending"), page);
    assertFalse(page.contains("NaN"), page);
  }

  @Test
  void oneCellAndOneSeed() throws Exception {
    String one =
        SweepOutputs.STUDY
            .replace("[3, .inf]", "3")
            .replace("[1, 4]", "1")
            .replace("seeds: 3", "seeds: 1");
    String page = report(written("one", one, ReportCommandTest::error));
    assertTrue(page.contains("1 cell, 1 trial: 1 completed"), page);
    assertTrue(page.contains("Tests: no two cells were compared."), page);
    assertFalse(page.contains("★") || page.contains("NaN"), page);
  }

  @Test
  void allDivergedHasNoMeanAndSaysSo() throws Exception {
    String page = report(written("dead", SweepOutputs.STUDY, trial -> Double.POSITIVE_INFINITY));
    assertTrue(page.contains("0 completed, 12 diverged"), page);
    assertTrue(page.contains("A cell with a diverged trial has no mean."), page);
    assertTrue(page.contains("12 diverged trials are results"), page);
    assertFalse(page.contains("NaN") || page.contains("★"), page);
  }

  @Test
  void twoSweepsAreComparedCellByCell() throws Exception {
    String first = written("sweep-a", SweepOutputs.STUDY, ReportCommandTest::error);
    String second = written("sweep-b", SweepOutputs.STUDY, trial -> 0.9 * error(trial));
    String page = report(first, second);
    assertTrue(
        page.contains("output sweep-b lowers the final squared error at n = 3, batch 1"), page);
    assertTrue(page.contains("the cell with the same settings but output sweep-a"), page);
    assertTrue(page.contains("All trials trained on the same data (digest d1)."), page);
    assertTrue(page.contains("Output sweep-b: " + second + "."), page);
    String table = Files.readString(folder.resolve("report/table.csv"));
    assertEquals(9, table.lines().count());
    assertTrue(table.startsWith("cell_id,output,"), table);
    List<String> compared =
        Files.readString(folder.resolve("report/comparisons.csv")).lines().toList();
    assertTrue(compared.get(0).endsWith(",verdict,output,baseline_output"), compared.get(0));
    assertTrue(compared.get(1).endsWith(",lower,sweep-b,sweep-a"), compared.get(1));
    String cell = table.lines().skip(1).findFirst().orElseThrow().split(",")[0];
    refused(
        "--baseline cell="
            + cell.substring(0, 8)
            + ": several outputs have this cell; write cell=sweep-a/"
            + cell
            + " or cell=sweep-b/"
            + cell,
        first,
        second,
        "--baseline",
        "cell=" + cell.substring(0, 8));
    assertTrue(
        report(first, second, "--baseline", "cell=sweep-b/" + cell.substring(0, 8))
            .contains("is compared with its baseline, cell sweep-b/" + cell));
    SweepOutputs.write(folder.resolve("other"), SweepOutputs.STUDY, "d2", ReportCommandTest::error);
    assertTrue(
        report(first, folder.resolve("other").toString())
            .contains("The trials trained on different data (digests d1, d2)"));
    refused("the same sweep is given twice", first, first);
  }

  @Test
  void recordedTrialsThatTheStudyNoLongerAsksForAreCounted() throws Exception {
    String output = written("more", SweepOutputs.STUDY, ReportCommandTest::error);
    written("more", SweepOutputs.STUDY.replace("seeds: 3", "seeds: 2"), trial -> Double.NaN);
    assertTrue(
        report(output)
            .contains(
                "4 recorded trials are not shown, because the study no longer asks for them."));
  }

  @Test
  void aCurveThatIsGoneOrForeignIsNoFailure() throws Exception {
    String output = written("gone", SweepOutputs.STUDY, ReportCommandTest::error);
    List<Path> curves = new ArrayList<>();
    try (var files = Files.list(folder.resolve("gone/curves"))) {
      files
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .forEach(curves::add);
    }
    Files.delete(curves.get(0));
    Files.writeString(curves.get(1), "not Parquet");
    Files.copy(
        folder.resolve("gone/summaries").resolve(curves.get(2).getFileName()),
        curves.get(2),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertTrue(report(output).contains("12 completed"));
  }

  @Test
  void clippedLossesThatAreGoneAreSaid() throws Exception {
    String output = written("gone", SweepOutputs.STUDY, ReportCommandTest::error);
    List<Path> spikes = new ArrayList<>();
    try (var files = Files.list(folder.resolve("gone/spikes"))) {
      files.filter(file -> file.toString().endsWith(".parquet")).sorted().forEach(spikes::add);
    }
    assertEquals(12, spikes.size());
    Files.delete(spikes.get(0));
    Files.writeString(spikes.get(1), "not Parquet");
    String page = report(output);
    assertTrue(page.contains("The clipped losses of 2 trials are missing or damaged"), page);
    assertTrue(page.contains("2 trials are left out: their files are missing or damaged."), page);
    for (Path file : spikes.subList(1, 12)) {
      Files.delete(file);
    }
    page = report(output);
    assertTrue(page.contains("The clipped losses of 12 trials are missing or damaged"), page);
    assertTrue(
        page.contains(
            "Which examples were clipped is not known: the records of 12 trials that clipped are"
                + " missing or damaged."),
        page);
  }

  @Test
  void whatIsNoSweepIsOneLine() throws Exception {
    refused("contains no study.json; give the output of a sweep", folder.toString());
    refused(
        "contains no study.json; give the output of a sweep", folder.resolve("absent").toString());
    Files.createDirectories(folder.resolve("foreign"));
    Files.writeString(folder.resolve("foreign/study.json"), "{\"a\": 1}");
    refused("is damaged", folder.resolve("foreign").toString());
    String output = written("done", SweepOutputs.STUDY, ReportCommandTest::error);
    refused("--where batch=2: no cell has this value; batch is 1, 4", output, "--where", "batch=2");
    refused("--margin 'wide': must be a number between 0 and 100", output, "--margin", "wide");
    refused("is in --columns too", output, "--rows", "batch", "--columns", "batch");
  }

  /** A foreign Parquet file among the summaries is skipped with a warning. */
  @Test
  void aForeignSummaryIsSkipped() throws Exception {
    String output = written("odd", SweepOutputs.STUDY, ReportCommandTest::error);
    try (var files = Files.list(folder.resolve("odd/curves"))) {
      Path curve =
          files.filter(f -> !f.getFileName().toString().startsWith(".")).findFirst().orElseThrow();
      Files.copy(curve, folder.resolve("odd/summaries/0000000000000000.parquet"));
    }
    Alrc.Finished run = run(output);
    assertEquals(0, run.status(), run::err);
    assertTrue(run.err().contains("0000000000000000.parquet: skipped"), run::err);
  }

  @Test
  void hostileNamesSteerNoFormat() throws Exception {
    String name = "=1+1 <script>alert(1)</script> \\\\ # $ { } \\\"q\\\" ' \u202e x";
    String yaml = SweepOutputs.STUDY.replace("study: thresholds", "study: \"" + name + "\"");
    Path place = Files.createDirectories(folder.resolve("=a<script>b #$&{}\u202ec\n'd"));
    SweepOutputs.write(place.resolve("=sweep<b>"), yaml, "d1", ReportCommandTest::error);
    SweepOutputs.write(place.resolve("$b{#"), yaml, "<i>&", ReportCommandTest::error);
    String first = place.resolve("=sweep<b>").toString();
    String second = place.resolve("$b{#").toString();
    String page = report(first, second);
    assertFalse(
        page.contains("<script>alert") || page.contains("sweep<b>") || page.contains("<i>&"), page);
    String whole = Files.readString(folder.resolve("report/report.html"));
    assertFalse(whole.contains("<script>alert") || whole.contains("sweep<b>"), whole);
    assertEquals(VisibleText.block(page), page);
    String csv = Files.readString(folder.resolve("report/table.csv"));
    assertTrue(csv.contains(",'=sweep<b>,") && !csv.contains(",=sweep"), csv);
    String tex = Files.readString(folder.resolve("report/table.tex"));
    assertTrue(
        tex.contains("=sweep\\textless{}b\\textgreater{}") && tex.contains("\\$b\\{\\#"), tex);
    String markdown = Files.readString(folder.resolve("report/table.md"));
    assertTrue(markdown.contains("=sweep\\<b\\>") && markdown.contains("\\$b\\{\\#"), markdown);
    Alrc.Finished run = run(first, "--where", "x\n\u001b[31m=\u202e1");
    assertEquals(2, run.status());
    assertEquals(1, run.err().lines().count(), run::err);
    assertEquals(VisibleText.block(run.err()), run.err());
  }

  private String written(String name, String yaml, java.util.function.ToDoubleFunction<Trial> error)
      throws IOException {
    Path output = folder.resolve(name);
    SweepOutputs.write(output, yaml, "d1", error);
    return output.toString();
  }

  /** Lower with a threshold; the same noise for each seed. */
  private static double error(Trial trial) {
    boolean off = trial.cell().rule().equals(trial.cell().rule().withoutClipping());
    return (off ? 0.1 : 0.09) * (1 + 0.01 * trial.seed()) + (off ? 0.0001 : 0) * (trial.seed() % 2);
  }

  private Alrc.Finished run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("report"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--output", folder.resolve("report").toString()));
    return InProcess.run(all.toArray(String[]::new));
  }

  private String report(String... arguments) throws IOException {
    Alrc.Finished run = run(arguments);
    assertEquals(0, run.status(), run::err);
    return withoutLibraries(Files.readString(folder.resolve("report/report.html")))
        .replace("<wbr>", "")
        .replace("&gt;", ">")
        .replace("&#39;", "'");
  }

  /** The page without the scripts that draw its charts: they are the same on every page. */
  private static String withoutLibraries(String page) {
    StringBuilder rest = new StringBuilder();
    int from = 0;
    for (int at = page.indexOf("<script>"); at >= 0; at = page.indexOf("<script>", from)) {
      int end = page.indexOf("</script>", at);
      String script = page.substring(at, end);
      boolean library = script.contains("alrcFigures") || script.contains("echarts");
      rest.append(page, from, at).append(library ? "" : script);
      from = end;
    }
    return rest.append(page, from, page.length()).toString();
  }

  private void refused(String words, String... arguments) {
    Alrc.Finished run = run(arguments);
    assertEquals(2, run.status(), run::err);
    assertEquals(1, run.err().lines().count(), run::err);
    assertTrue(run.err().contains(words), run::err);
  }
}
