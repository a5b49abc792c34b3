package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.ledger.Ledger;
import alrc.jobs.ledger.Recorded;
import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.FlakyRelay;
import alrc.jobs.process.InProcess;
import alrc.jobs.process.S3Server;
import alrc.jobs.process.SweepOutput;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code sweep} with its data and its output on an S3 server in a process of its own, which refuses
 * now and then, breaks down, or leaves a reader waiting.
 */
class SweepS3IT {
  private static final String STUDY =
      """
      study: stored
      data: {kind: prepared, path: 's3a://studies/data', windows: 40}
      model: {kind: supersampling, width: 0.03125}
      iterations: 50
      seeds: 4
      summary: {last: 20}
      curve: {boxcar: 1}
      """;

  /** A trial that was begun, after which the examples are read. */
  private static final String BEGUN = ".attempt";

  private static final String EXAMPLES = "/examples/";

  /** In a request for all names in the folder of the summaries. */
  private static final String[] LISTED = {"max-keys=5000", "prefix=out%2Fsummaries%2F "};

  @TempDir Path folder;

  @Test
  void aStoreThatRefusesOrBreaksDownGetsEveryTrialAndItsReadersSeeNoHalfOfAFile() throws Exception {
    try (S3Server server = S3Server.start(folder);
        FlakyRelay relay = new FlakyRelay(server.port(), 7)) {
      Path study = Files.writeString(folder.resolve("study.yaml"), STUDY);
      SweepOutput undisturbed = undisturbed(server, study);
      SweepOutput out = new SweepOutput(server.bucket("studies").resolve("out"));
      String[] sweep = command(study, server.settings(relay.port()));
      breakDownWhileTheDataAreRead(relay, out, sweep);
      String killed = killWhileTheDataAreRead(relay, out, sweep);

      Storage whole = StorageSettings.fromSpark(server.settings()).open();
      AtomicBoolean over = new AtomicBoolean();
      CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(() -> read(whole, over));
      long before = relay.passed(LISTED);
      Alrc.Finished swept = Alrc.run(sweep);
      over.set(true);
      assertEquals(0, swept.status(), swept::err);
      assertEquals(4, reader.join(), "trials that were read back, never half of one");
      assertTrue(relay.refused() > 2, "requests refused: " + relay.refused());
      assertEquals(undisturbed.results("attempt"), out.results("attempt"));
      assertEquals(List.of(), out.files("checkpoints"));
      assertEquals(3, relay.passed(LISTED) - before, "at its start and after each of two rounds");
      assertEquals(List.of(killed), failures(out), "the breakdown counts for no trial");
      watchedReportedAndCompleted(server);
    }
  }

  /** The page, the report and completions, all from and on the store. */
  private void watchedReportedAndCompleted(S3Server server) throws Exception {
    Path log = folder.resolve("watched");
    Process watch =
        Alrc.start(
            Map.of(),
            log,
            log,
            with(server.settings(), "watch", "s3a://studies/out", "--port", "0"));
    try {
      for (String[] command :
          List.of(
              new String[] {"report", "s3a://studies/out", "--output", "s3a://studies/report"},
              new String[] {
                "complete",
                "--model",
                "baseline:nearest",
                "--baselines",
                "none",
                "--data",
                "s3a://studies/data",
                "--split",
                "train,validation,test",
                "--output",
                "s3a://studies/completions"
              })) {
        Alrc.Finished run = InProcess.run(with(server.settings(), command));
        assertEquals(0, run.status(), run::err);
      }
      Path bucket = server.bucket("studies");
      String page = Files.readString(bucket.resolve("report/report.html"));
      assertTrue(page.contains("4 trials: 4 completed"), "the report");
      assertTrue(Files.exists(bucket.resolve("completions/completions.html")), "completions");
      Pattern address = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/");
      SweepOutput.await(watch.toHandle(), () -> address.matcher(text(log)).find());
      Matcher found = address.matcher(text(log));
      assertTrue(found.find(), text(log));
      assertTrue(firstPage(found.group()).contains("4 trials: 4 completed"), "the live page");
    } finally {
      watch.destroy();
      watch.waitFor();
    }
    assertTrue(text(log).endsWith("the page is closed; the sweep was not changed\n"), text(log));
  }

  /** The first page that is more than the message that the output is being read. */
  private static String firstPage(String address) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    for (int i = 0; ; i++) {
      String page =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
      if (i == 20 || page.contains("Progress")) {
        return page;
      }
      TimeUnit.MILLISECONDS.sleep(500);
    }
  }

  private SweepOutput undisturbed(S3Server server, Path study) throws IOException {
    server.bucket("studies");
    String images = folder.resolve("images").toString();
    InProcess.run("synthesize", "--count", "3", "--size", "512", "--output", images);
    SweepOutput undisturbed = new SweepOutput(folder.resolve("undisturbed"));
    for (String[] command :
        List.of(
            new String[] {"prepare", "--input", images, "--output", "s3a://studies/data"},
            undisturbed.sweep(study))) {
      Alrc.Finished run = InProcess.run(with(server.settings(), command));
      assertEquals(0, run.status(), run::err);
    }
    return undisturbed;
  }

  private void breakDownWhileTheDataAreRead(FlakyRelay relay, SweepOutput out, String[] sweep)
      throws Exception {
    relay.stopAt(BEGUN, EXAMPLES);
    Path log = folder.resolve("broken");
    Process process = Alrc.start(Map.of(), log, log, sweep);
    awaitStop(relay, process, log);
    relay.breakDown();
    assertEquals(2, process.waitFor(), () -> text(log));
    String said = text(log);
    assertTrue(said.strip().lines().reduce("", (a, b) -> b).startsWith("alrc: "), said);
    assertEquals(1, said.lines().filter(line -> line.startsWith("alrc: ")).count(), said);
    assertTrue(said.contains("run the same command to resume"), said);
    assertFalse(said.contains("\tat "), said);
    assertEquals(List.of(), out.files("failures"));
    relay.recover();
  }

  /** What was begun when the store broke down is trained alone: its death proves it guilty. */
  private String killWhileTheDataAreRead(FlakyRelay relay, SweepOutput out, String[] sweep)
      throws Exception {
    relay.stopAt(BEGUN, EXAMPLES);
    Path log = folder.resolve("killed");
    Process process = Alrc.start(Map.of(), log, log, sweep);
    awaitStop(relay, process, log);
    String trial =
        out.files("checkpoints").stream()
            .map(file -> file.getFileName().toString().replace(BEGUN, ""))
            .filter(id -> out.trainer(id) == process.pid())
            .findFirst()
            .orElseThrow();
    process.destroyForcibly().waitFor();
    relay.recover();
    return trial
        + "|1|process "
        + process.pid()
        + " crashed while it trained this trial alone from iteration 0 ";
  }

  private static void awaitStop(FlakyRelay relay, Process process, Path log) throws Exception {
    SweepOutput.await(
        process.toHandle(),
        () -> {
          assertTrue(process.isAlive(), () -> text(log));
          return relay.hasStopped();
        });
  }

  /** Reads what is there again and again, until all is; returns how many trials that were. */
  private static int read(Storage storage, AtomicBoolean over) {
    Ledger ledger = new Ledger(new SweepFolder(storage, "s3a://studies/out"));
    int trials = 0;
    boolean last = false;
    try {
      while (!last) {
        last = over.get();
        TimeUnit.MILLISECONDS.sleep(300);
        Recorded recorded = ledger.recorded();
        List<String> ids = List.copyOf(recorded.finished());
        trials = recorded.summaries(ids).size();
        for (String id : ids) {
          assertEquals(50, ledger.curve(id).size());
        }
      }
    } catch (IOException | InterruptedException unreadable) {
      throw new AssertionError(unreadable);
    }
    return trials;
  }

  private static List<String> failures(SweepOutput out) throws SQLException {
    return Duck.rows(
        out.folder(),
        "SELECT trial_id, attempt, regexp_replace(cause, ' on \\S+|\\(.*', '', 'g')"
            + " FROM read_parquet('%s/failures/*.parquet')");
  }

  private static String[] command(Path study, Map<String, String> settings) {
    Map<String, String> few = new LinkedHashMap<>(settings);
    // As many tries of one request as every seventh refusal asks for, not a minute's.
    few.put("spark.hadoop.fs.s3a.attempts.maximum", "2");
    few.put("spark.hadoop.fs.s3a.retry.limit", "2");
    few.put("spark.hadoop.fs.s3a.retry.interval", "50ms");
    return with(
        few,
        "sweep",
        study.toString(),
        "--output",
        "s3a://studies/out",
        "--cohort",
        "1",
        "--checkpoint-every",
        "1");
  }

  private static String[] with(Map<String, String> settings, String... command) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of("--master", "local[2]"));
    settings.forEach((k, v) -> all.addAll(List.of("--conf", k + "=" + v)));
    return all.toArray(String[]::new);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }
}
