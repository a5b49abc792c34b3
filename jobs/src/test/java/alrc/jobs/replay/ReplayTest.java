package alrc.jobs.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code alrc replay} of trials that {@code alrc sweep} recorded; DuckDB does the tampering. */
class ReplayTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STUDY =
      """
      study: replayed
      data: {kind: cifar10, path: cifar}
      model: {kind: supersampling, width: 0.03125}
      loss: quartic
      rule: {kind: alrc, deviations: %s, decay: 0.9,
        start: {mean: 1.0e-6, square: 2.0e-12}}
      optimizer: {kind: sgd, rate: %s}
      iterations: 25
      seeds: 2
      summary: {last: 10}
      curve: {boxcar: 5}
      """;

  private static final String ID = "SELECT trial_id FROM read_parquet('%s/summaries/*.parquet')";
  private static final String CLIPPED = ID + " WHERE spikes > 1 ORDER BY 1 LIMIT 1";
  @TempDir static Path folder;
  private static Path sweep;
  private static Path cifar;
  private final Map<Path, byte[]> originals = new HashMap<>();

  /** Cohorts of two in stacked form, and a cell that diverges. */
  @BeforeAll
  static void sweep() throws Exception {
    sweep = folder.resolve("sweep");
    cifar = Files.createDirectory(folder.resolve("cifar"));
    byte[] records = new byte[20 * 3073];
    for (int i = 0; i < records.length; i++) {
      int image = i / 3073;
      records[i] = i % 3073 == 0 ? 0 : (byte) (128 + i * (long) i % 251 * image / 20);
    }
    Files.write(cifar.resolve("data_batch_1.bin"), records);
    run(
        0,
        "sweep",
        study("[0.5, .inf]", "[0.01, 1.0e+30]"),
        "--output",
        "" + sweep,
        "--cohort",
        "2");
  }

  @Test
  void everyTrialIsBitIdenticalAndNothingIsWritten() throws Exception {
    TreeMap<String, Long> before = files();
    List<String> trials = Duck.rows(sweep, ID.replace("trial_id", "trial_id, status, cohort_size"));
    assertEquals(8, trials.size());
    assertTrue(trials.stream().anyMatch(row -> row.endsWith("|completed|2")), trials::toString);
    assertTrue(trials.stream().anyMatch(row -> row.contains("|diverged|")), trials::toString);
    for (String trial : trials) {
      Alrc.Finished replayed = replay(0, trial.split("\\|")[0]);
      assertTrue(replayed.out().lines().anyMatch("bit-identical"::equals), replayed::out);
      assertEquals("bit-identical", facts(replayed).get("verdict").asText());
    }
    assertEquals(before, files());
  }

  @Test
  void aTamperedLossIsFoundAtItsIteration() throws Exception {
    Path curve = file("curves");
    tamper(curve, "CASE WHEN iteration < 15 THEN loss ELSE loss * (1 + 1e-9) END", "loss");
    Alrc.Finished replayed = replay(3, id(curve));
    assertTrue(replayed.out().contains("different at iteration 15 (of 11…15): loss recorded "));
    JsonNode facts = facts(replayed);
    assertEquals(15, facts.get("iteration").asInt());
    assertTrue(facts.get("recorded").asDouble() > facts.get("now").asDouble());

    Alrc.Finished tolerant = replay(0, id(curve), "--tolerance", "1e-6");
    assertTrue(
        tolerant.out().contains("within tolerance 1.0E-6: the largest difference, of 1.0e-"));
    tamper(curve, "CASE WHEN iteration = 20 THEN loss_max * 2 ELSE loss_max END", "loss_max");
    assertEquals("20|loss_max", at(replay(3, id(curve), "--tolerance", "1e-6")));
  }

  @Test
  void aTamperedSummaryIsFound() throws Exception {
    Path summary = file("summaries");
    tamper(summary, "final_sd * 2", "final_sd");
    Alrc.Finished replayed = replay(3, id(summary), "--tolerance", "0.1");
    assertEquals("25|final_sd", at(replayed));
    assertTrue(replayed.out().contains("iteration 25 (of 16…25): final_sd"), replayed::out);
  }

  @Test
  void aTamperedClippedLossIsFound() throws Exception {
    Path spikes = file("spikes");
    tamper(spikes, "CASE WHEN iteration > 2 THEN 2 * \"limit\" ELSE \"limit\" END", "\"limit\"");
    assertEquals("3|clipped loss", at(replay(3, id(spikes))));
    replay(0, id(spikes), "--tolerance", "1e-9");
  }

  @Test
  void anotherPlatformIsNamedAndHeldToATolerance() throws Exception {
    Path summary = file("summaries");
    tamper(summary, "best * 1.0001", "best");
    assertEquals("25|best", at(replay(3, id(summary))));
    tamper(summary, "'sse9'", "cpu_isa");
    Alrc.Finished replayed = replay(0, id(summary));
    assertTrue(replayed.out().contains("differ: cpu_isa recorded sse9, here "), replayed::out);
    assertEquals("within-tolerance", facts(replayed).get("verdict").asText());
    assertEquals(0.001, facts(replayed).get("tolerance").asDouble());
  }

  @Test
  void trialsAreNamedByTheBeginningOfTheirIdAndOthersAreRefused() throws Exception {
    String id = Duck.rows(sweep, CLIPPED).get(0);
    assertEquals(id, facts(replay(0, id.substring(0, 12))).get("trial").asText());
    String misspelt = (id.charAt(0) == '0' ? '1' : '0') + id.substring(1);
    refused("did you mean '" + id + "'?", sweep.toString(), misspelt);
    refused("TRIAL zzz: is no trial of ", sweep.toString(), "zzz");
    refused("contains no study.json; give the output of a sweep", folder.toString(), id);
    refused("--tolerance -1.0: must be ", sweep.toString(), id, "--tolerance", "-1");
    refused("device: tpu must be cpu or gpu:N", sweep.toString(), id, "--device", "tpu");
  }

  @Test
  void dataThatAreGoneOrChangedAreRefused() throws Exception {
    String id = Duck.rows(sweep, CLIPPED).get(0);
    Path records = cifar.resolve("data_batch_1.bin");
    byte[] original = Files.readAllBytes(records);
    byte[] changed = original.clone();
    changed[5]++;
    Files.write(records, changed);
    forgetData();
    refused("has changed since the sweep was started", sweep.toString(), id);
    Files.delete(records);
    refused("data_batch", sweep.toString(), id);
    Files.write(records, original);
    replay(0, id);
  }

  @Test
  void aTrialThatWasRemovedFromTheStudyIsStillReplayed() throws Exception {
    Path out = folder.resolve("extended");
    run(0, "sweep", study("0.5", "0.01"), "--output", "" + out);
    String id = Duck.rows(out, ID).get(0);
    run(0, "sweep", study(".inf", "0.01"), "--output", "" + out);
    Alrc.Finished replayed = run(0, "replay", out.toString(), id, "--json");
    assertEquals("bit-identical", facts(replayed).get("verdict").asText());
  }

  private static String study(String deviations, String rates) throws IOException {
    Path study = folder.resolve("study.yaml");
    return Files.writeString(study, STUDY.formatted(deviations, rates)).toString();
  }

  /** The data stay open in this process; a new one would read them. */
  private static void forgetData() throws Exception {
    var opened = Class.forName("alrc.jobs.data.BatchSources").getDeclaredField("OPENED");
    opened.setAccessible(true);
    ((Map<?, ?>) opened.get(null)).clear();
  }

  /** A file of the completed trial with clipped losses. */
  private static Path file(String table) throws Exception {
    return sweep.resolve(table).resolve(Duck.rows(sweep, CLIPPED).get(0) + ".parquet");
  }

  private static String id(Path file) {
    return file.getFileName().toString().replace(".parquet", "");
  }

  private void tamper(Path file, String value, String column) throws Exception {
    originals.putIfAbsent(file, Files.readAllBytes(file));
    Path other = Files.createTempFile(folder, "tampered", "");
    Duck.run(
        "COPY (SELECT * REPLACE (%s AS %s) FROM read_parquet('%s')) TO '%s' (FORMAT parquet)"
            .formatted(value, column, file, other));
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
  }

  @AfterEach
  void restore() throws IOException {
    for (Map.Entry<Path, byte[]> original : originals.entrySet()) {
      Files.write(original.getKey(), original.getValue());
    }
  }

  private static String at(Alrc.Finished replayed) throws Exception {
    JsonNode facts = facts(replayed);
    return facts.get("iteration").asText() + "|" + facts.get("figure").asText();
  }

  private static JsonNode facts(Alrc.Finished finished) throws Exception {
    return JSON.readTree(finished.lastLine());
  }

  private static Alrc.Finished replay(int status, String id, String... more) {
    Stream<String> all = Stream.of("replay", sweep.toString(), id, "--json");
    return run(status, Stream.concat(all, Stream.of(more)).toArray(String[]::new));
  }

  private static void refused(String rule, String... arguments) {
    Alrc.Finished run =
        run(2, Stream.concat(Stream.of("replay"), Stream.of(arguments)).toArray(String[]::new));
    assertTrue(run.err().contains(rule), run::err);
    assertEquals(1, run.err().strip().lines().count(), run::err);
    assertFalse(run.out().contains("bit-identical"), run::out);
  }

  private static Alrc.Finished run(int status, String... arguments) {
    Alrc.Finished run = InProcess.run(arguments);
    assertEquals(status, run.status(), () -> run.out() + run.err());
    return run;
  }

  private static TreeMap<String, Long> files() throws IOException {
    TreeMap<String, Long> found = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(sweep)) {
      for (Path file : walk.toList()) {
        found.put(file.toString(), Files.getLastModifiedTime(file).toMillis());
      }
    }
    return found;
  }
}
