package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.ledger.CodeVersion;
import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import alrc.jobs.process.SharedData;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code alrc sweep}, from the packaged jar and where it is killed; DuckDB reads the outputs. */
class SweepIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STUDY =
      """
      study: test
      data: %s
      model: {kind: supersampling, width: 0.03125}
      loss: [squared, quartic]
      rule: [{kind: none}, {kind: alrc, deviations: [3, .inf], decay: 0.99}]
      iterations: %d
      seeds: %s
      summary: {last: 50}
      curve: {boxcar: 20}
      kernel: stacked
      """;

  /** What of a summary depends on the trial alone. */
  private static final String RESULTS =
      "SELECT trial_id, status, final_mean, final_sd, best, last, iterations_done, clip_fraction,"
          + " spikes FROM read_parquet('%s/summaries/*.parquet') ORDER BY 1";

  private static final String CURVES =
      "SELECT * FROM read_parquet('%s/curves/*.parquet') ORDER BY trial_id, iteration";

  @TempDir Path folder;

  @Test
  void cifarTrialsAreRecordedOnceAndASecondRunDoesNothing() throws Exception {
    Path cifar = SharedData.path("data/cifar-10-batches-bin");
    Path study = study("{kind: cifar10, path: " + cifar + "}", 100, "2");
    Alrc.Finished packaged = Alrc.run(arguments(study, folder.resolve("out")));
    assertEquals(0, packaged.status(), packaged::err);
    JsonNode first = JSON.readTree(packaged.lastLine());
    assertEquals("12|12|0|0|0", counts(first));
    Path out = folder.resolve("out");
    List<String> results = Duck.rows(out, RESULTS);
    assertEquals(12, results.size());
    assertEquals(60, Duck.number(out, "SELECT count(*) FROM read_parquet('%s/curves/*.parquet')"));

    Alrc.Finished again = run("sweep", study.toString(), "--output", out.toString(), "--json");
    assertTrue(again.out().contains("nothing was left to do"), again.out());
    assertEquals(first, JSON.readTree(again.lastLine()));
    assertEquals(results, Duck.rows(out, RESULTS));
    assertEquals(results, Duck.rows(out, RESULTS.replace("summaries/*", "table")));
    assertEquals(first, JSON.readTree(run("status", out.toString(), "--json").lastLine()));
    assertEquals(
        List.of("0.1.0|cpu|1|1"),
        Duck.rows(
            out,
            "SELECT DISTINCT code_version, device, threads, attempt FROM"
                + " read_parquet('%s/table.parquet')"));
    assertEquals("alrc " + CodeVersion.described(), Alrc.run("--version").lastLine());
    assertEquals(
        "12", JSON.readTree(plan(study, out)).get("done").asText(), "plan knows what is done");
  }

  @Test
  void infiniteThresholdIsNoRuleAndSeedsDiffer() throws Exception {
    Path study = study("{kind: synthetic, images: 50}", 80, "2");
    sweep(study, "out");
    String query =
        "SELECT loss, seed, final_mean, best, last FROM read_parquet('%s/summaries/*.parquet')"
            + " WHERE rule = 'RULE' ORDER BY 1, 2";
    Path out = folder.resolve("out");
    List<String> none = Duck.rows(out, query.replace("RULE", "none"));
    List<String> infinite = Duck.rows(out, query.replace("'RULE'", "'alrc' AND isinf(deviations)"));
    assertEquals(none, infinite);
    assertEquals(4, none.size());
    assertNotEquals(none.get(0).split("\\|")[2], none.get(1).split("\\|")[2]);
  }

  @Test
  void killedInTheMiddleOfACohortItGoesOnFromCheckpointsToWhatTrialsAloneComeTo() throws Exception {
    Path study = study("{kind: synthetic, images: 50}", 130, "3");
    sweep(study, "undisturbed", "--cohort", "1");
    Path undisturbed = folder.resolve("undisturbed");
    Path out = folder.resolve("killed");
    Path log = folder.resolve("log");
    String[] cohorts = {"--cohort", "3", "--checkpoint-every", "0.05", "--master", "local[1]"};
    Process process = Alrc.start(Map.of(), log, log, arguments(study, out, cohorts));
    freezeAtCheckpointAfter(3, out, process);
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
    List<Path> before = files(out.resolve("summaries"), ".parquet");
    assertTrue(before.size() >= 3 && before.size() < 18, before.size() + " of 18 before the kill");
    JsonNode status = JSON.readTree(run("status", out.toString(), "--json").lastLine());
    assertEquals(before.size(), status.get("completed").asInt());
    assertEquals(18 - before.size(), status.get("pending").asInt());
    long[] written = new long[before.size()];
    for (int i = 0; i < written.length; i++) {
      written[i] = Files.getLastModifiedTime(before.get(i)).toMillis();
    }

    Alrc.Finished again = run(arguments(study, out, cohorts));
    assertTrue(again.err().contains("resumes from iteration "), again.err());
    assertTrue(again.err().contains("taking over from process "), again.err());
    assertEquals(List.of(), files(out.resolve("checkpoints"), ""));
    for (int i = 0; i < written.length; i++) {
      assertEquals(written[i], Files.getLastModifiedTime(before.get(i)).toMillis());
    }
    assertEquals(Duck.rows(undisturbed, RESULTS), Duck.rows(out, RESULTS));
    assertEquals(Duck.rows(undisturbed, CURVES), Duck.rows(out, CURVES));
    String sizes = "SELECT DISTINCT cohort_size FROM read_parquet('%s/table.parquet')";
    assertEquals(List.of("1"), Duck.rows(undisturbed, sizes));
    assertTrue(Duck.rows(out, sizes).contains("3"));
  }

  @Test
  void aPreparedDataSetIsTrainedOnAndMoreSeedsOnlyAdd() throws Exception {
    String images = folder.resolve("images").toString();
    run("synthesize", "--count", "4", "--size", "512", "--output", images);
    run("prepare", "--input", images, "--output", folder.resolve("data").toString());
    String data = "{kind: prepared, path: data, windows: 60}";
    sweep(study(data, 60, "1"), "out");
    List<Path> before = summaries(folder.resolve("out"));
    assertEquals(6, before.size());
    JsonNode more = sweep(study(data, 60, "2"), "out");
    assertEquals("12|12|0|0|0", counts(more));
    assertTrue(summaries(folder.resolve("out")).containsAll(before));

    String report = folder.resolve("report").toString();
    run("report", folder.resolve("out").toString(), "--output", report);
    for (String name :
        List.of("report.html", "table.md", "table.tex", "table.csv", "figures/curves.svg")) {
      assertTrue(Files.size(folder.resolve("report").resolve(name)) > 100, name);
    }
    assertTrue(Files.readString(folder.resolve("report/table.md")).contains("(2)"));
  }

  @Test
  void aDivergenceIsAResultAndIsNotRetried() throws Exception {
    Path study = folder.resolve("absurd.yaml");
    Files.writeString(
        study,
        """
        study: absurd
        data: {kind: synthetic, images: 50}
        model: {kind: supersampling, width: 0.03125}
        loss: quartic
        optimizer: {kind: sgd, rate: 1.0e+30}
        iterations: 50
        seeds: 2
        """);
    JsonNode first = sweep(study, "out");
    assertEquals("2|0|2|0|0", counts(first));
    assertTrue(
        Duck.number(
                folder.resolve("out"),
                "SELECT max(diverged_at) FROM read_parquet('%s/table.parquet')")
            <= 3);
    assertEquals(first, sweep(study, "out"));
  }

  private Path study(String data, int iterations, String seeds) throws Exception {
    return Files.writeString(
        folder.resolve("study.yaml"), STUDY.formatted(data, iterations, seeds));
  }

  private JsonNode sweep(Path study, String out, String... more) throws Exception {
    return JSON.readTree(run(arguments(study, folder.resolve(out), more)).lastLine());
  }

  private static String[] arguments(Path study, Path out, String... more) {
    Stream<String> always =
        Stream.of("sweep", study.toString(), "--output", out.toString(), "--json");
    return Stream.concat(always, Stream.of(more)).toArray(String[]::new);
  }

  private String plan(Path study, Path out) throws Exception {
    return run("plan", study.toString(), "--output", out.toString(), "--json").lastLine();
  }

  private static String counts(JsonNode facts) {
    return String.join(
        "|",
        facts.get("trials").asText(),
        facts.get("completed").asText(),
        facts.get("diverged").asText(),
        facts.get("failed").asText(),
        facts.get("pending").asText());
  }

  private static Alrc.Finished run(String... arguments) {
    Alrc.Finished run = InProcess.run(arguments);
    assertEquals(0, run.status(), run::err);
    return run;
  }

  /** Stops the process where a trial is half done: what lies there then is what a kill leaves. */
  private static void freezeAtCheckpointAfter(int count, Path out, Process process)
      throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(600);
    while (true) {
      assertTrue(process.isAlive() && System.nanoTime() < end, "no checkpoint within 600 s");
      if (halfDoneAfter(count, out)) {
        signal("STOP", process);
        if (halfDoneAfter(count, out)) {
          return;
        }
        signal("CONT", process);
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private static boolean halfDoneAfter(int count, Path out) throws Exception {
    List<Path> recorded = files(out.resolve("summaries"), ".parquet");
    return recorded.size() >= count
        && files(out.resolve("checkpoints"), ".checkpoint").stream()
            .map(file -> file.getFileName().toString().replace("checkpoint", "parquet"))
            .anyMatch(name -> !recorded.contains(out.resolve("summaries").resolve(name)));
  }

  private static void signal(String name, Process process) throws Exception {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    command.add(Long.toString(process.pid()));
    process.descendants().forEach(child -> command.add(Long.toString(child.pid())));
    new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private static List<Path> summaries(Path out) throws Exception {
    return files(out.resolve("summaries"), ".parquet");
  }

  private static List<Path> files(Path folder, String suffix) throws Exception {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }
}
