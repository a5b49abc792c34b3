package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study that grows and shrinks, and one that chooses its own seeds. */
class SweepExtendTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STUDY =
      """
      study: growing
      data: {kind: synthetic, images: 20}
      model: {kind: supersampling, width: 0.03125}
      loss: quartic
      rule: {kind: alrc, deviations: [2, .inf], decay: 0.9}
      iterations: 4
      seeds: 2
      summary: {last: 2}
      curve: {boxcar: 1}
      """;

  @TempDir Path folder;

  @Test
  void onlyWhatIsNewRunsAndWhatIsRemovedStaysHidden() throws Exception {
    assertEquals("4|4|0", sweep(STUDY));
    TreeMap<String, Long> first = summaries();

    String rewritten =
        """
        curve: {boxcar: 1}
        seeds: [0, 1]
        rule:
          decay: 9.0e-1
          kind: alrc
          moments: raw
          deviations: [2.0, .inf]
        iterations: 4
        model: {width: 0.03125, kind: supersampling}
        summary: {last: 2}
        batch: 1
        optimizer: {kind: adam, rate: 0.00078125}
        loss: [{kind: quartic}]
        data: {images: 20, kind: synthetic, seed: 0}
        study: growing
        """;
    Alrc.Finished again = run("sweep", study(rewritten), "--output", out());
    assertTrue(again.out().contains("nothing was left to do"), again::out);
    assertEquals(first, summaries());

    String more = STUDY.replace("seeds: 2", "seeds: 3");
    assertEquals("6|6|0", sweep(more));
    String axis = more.replace("[2, .inf]", "[2, 3, .inf]");
    assertEquals("9|9|0", sweep(axis));
    assertEquals(
        "12|12|0",
        sweep(
            axis.replace("iterations: 4", "iterations: 4\nbatch: [1, 2]")
                .replace("[2, 3, .inf]", "[2, .inf]")));
    assertEquals("6|6|0", sweep(more.replace("iterations: 4", "iterations: 5")));
    TreeMap<String, Long> all = summaries();
    assertEquals(4 + 2 + 3 + 6 + 6, all.size());
    first.forEach((file, written) -> assertEquals(written, all.get(file), file));

    Path less = Path.of(study(STUDY.replace("seeds: 2", "seeds: 1")));
    assertNamesRemoved(run("plan", less.toString(), "--output", out(), "--json"));
    assertNamesRemoved(run("sweep", less.toString(), "--output", out(), "--json"));
    assertEquals(all, summaries());
    Alrc.Finished status = run("status", out(), "--json");
    assertEquals("2|2|0", counts(status));
    assertNamesRemoved(status);
    assertEquals(
        List.of("false|19", "true|2"),
        Duck.rows(
            Path.of(out()),
            "SELECT asked, count(*) FROM read_parquet('%s/table.parquet') GROUP BY 1 ORDER BY 1"));
    run("report", out(), "--output", folder.resolve("report").toString());
    assertEquals(3, Files.readAllLines(folder.resolve("report/table.csv")).size());
    List<String> comparisons = Files.readAllLines(folder.resolve("report/comparisons.csv"));
    assertEquals(2, comparisons.size());
    assertTrue(comparisons.get(1).endsWith(",,too few"), comparisons.get(1));
    assertEquals(
        all.size(),
        Duck.number(Path.of(out()), "SELECT count(*) FROM read_parquet('%s/summaries/*.parquet')"));
  }

  @Test
  void summariesOfDifferentStudiesAreReadByOneQuery() throws Exception {
    sweep(STUDY);
    String other =
        """
        study: other
        data: {kind: synthetic, images: 20}
        model: {kind: partial-scan, width: 0.03125, size: 64}
        loss: squared
        optimizer: {kind: sgd, rate: [1.0e-3, 1.0e-2]}
        iterations: 2
        seeds: 1
        summary: {last: 2}
        curve: {boxcar: 1}
        """;
    run("sweep", study(other), "--output", folder.resolve("other").toString());
    assertEquals(
        List.of("partial-scan|null|2", "supersampling|2.0|2", "supersampling|Infinity|2"),
        Duck.rows(
            folder,
            "SELECT model, deviations, count(*) FROM read_parquet(['%s/out/summaries/*.parquet',"
                + " '%s/other/summaries/*.parquet']) GROUP BY ALL ORDER BY ALL"));
  }

  /** Before its first update a trial is the same whatever its rule, rate and optimizer. */
  @Test
  void seedsArePairedOverTheCells() throws Exception {
    String cells = STUDY.replace("[2, .inf]", "[0.5, 2, .inf]");
    String optimizers = "optimizer: [{kind: adam, rate: [0.001, 0.1]}, {kind: sgd, rate: 0.01}]\n";
    assertEquals("18|18|0", sweep(cells + optimizers));
    String losses =
        "SELECT seed, count(*), count(DISTINCT c.loss) FROM read_parquet('%s/curves/*.parquet') c"
            + " JOIN read_parquet('%s/summaries/*.parquet') USING (trial_id)"
            + " WHERE iteration = ITERATION GROUP BY seed ORDER BY seed";
    Path out = Path.of(out());
    List<String> first = Duck.rows(out, losses.replace("ITERATION", "1"));
    assertEquals(List.of("0|9|1", "1|9|1"), first);
    for (String later : Duck.rows(out, losses.replace("ITERATION", "4"))) {
      assertTrue(Integer.parseInt(later.split("\\|")[2]) > 2, later);
    }
  }

  /**
   * n = 10⁹ never clips: equal to ∞ in 5 of 5, which decides. n = 0.5 clips from the start: 7 seeds
   * cannot decide, whatever they come to.
   */
  @Test
  void seedsGoOnWhereTheyAreUndecided() throws Exception {
    String study =
        STUDY
            .replace(
                "rule: {kind: alrc, deviations: [2, .inf], decay: 0.9}",
                "rule: {kind: alrc, deviations: [0.5, 1.0e+9, .inf], decay: 0.9,\n"
                    + "  start: {mean: 1.0e-6, square: 2.0e-12}}")
            .replace("seeds: 2", "seeds: {start: 5, step: 1, until: decided, at-most: 7}");
    Alrc.Finished plan = run("plan", study(study), "--json");
    assertEquals(15, JSON.readTree(plan.lastLine()).get("trials").asInt());
    assertTrue(plan.out().contains("at most 21 trials in all"), plan::out);
    assertEquals("19|19|0", sweep(study));
    plan = run("plan", study(study), "--output", out(), "--json");
    assertTrue(plan.out().contains("growing: 3 cells, 19 trials so far, 19 done; "), plan::out);
    String seeds =
        "SELECT deviations, count(*), max(seed) FROM read_parquet('%s/summaries/*.parquet')"
            + " GROUP BY 1 ORDER BY 1";
    List<String> asked = List.of("0.5|7|6", "1.0E9|5|4", "Infinity|7|6");
    assertEquals(asked, Duck.rows(Path.of(out()), seeds));
    Alrc.Finished status = run("status", out(), "--json");
    assertEquals("19|19|0", counts(status));
    String words = "2 comparisons: 1 decided, 1 undecided after all their seeds, 0 pending";
    assertTrue(status.out().contains(words), status::out);

    run("report", out(), "--output", folder.resolve("report").toString());
    String table = Files.readString(folder.resolve("report/table.md"));
    assertTrue(table.contains("| 5 | 0 | 0 | 5 | 32.0 | equal |"), table);
    assertTrue(table.matches("(?s).*n = 0.5 \\| 7 \\| \\d \\| \\d \\| 0 \\| .*undecided.*"), table);
    String page = Files.readString(folder.resolve("report/report.html"));
    assertTrue(page.contains("<bdi>undecided"), page);

    // What a kill in the second round leaves; the same trials are asked for again.
    for (String lost :
        Duck.rows(
            Path.of(out()),
            "SELECT trial_id FROM read_parquet('%s/summaries/*.parquet') WHERE seed >= 4")) {
      Files.delete(Path.of(out(), "summaries", lost + ".parquet"));
    }
    assertEquals("15|12|3", counts(run("status", out(), "--json")));
    assertEquals("19|19|0", sweep(study));
    assertEquals(asked, Duck.rows(Path.of(out()), seeds));
  }

  private static void assertNamesRemoved(Alrc.Finished finished) throws Exception {
    String words =
        "19 recorded trials have settings or seeds that the study no longer asks for; they stay in"
            + " the ledger";
    assertTrue(finished.out().contains(words), finished::out);
    assertEquals(19, JSON.readTree(finished.lastLine()).get("no_longer_asked").asInt());
  }

  private String out() {
    return folder.resolve("out").toString();
  }

  private String study(String text) throws Exception {
    return Files.writeString(folder.resolve("study.yaml"), text).toString();
  }

  private String sweep(String text) throws Exception {
    return counts(run("sweep", study(text), "--output", out(), "--json"));
  }

  private static String counts(Alrc.Finished finished) throws Exception {
    JsonNode facts = JSON.readTree(finished.lastLine());
    return facts.get("trials") + "|" + facts.get("completed") + "|" + facts.get("pending");
  }

  private static Alrc.Finished run(String... arguments) {
    Alrc.Finished run = InProcess.run(arguments);
    assertEquals(0, run.status(), run::err);
    return run;
  }

  private TreeMap<String, Long> summaries() throws Exception {
    TreeMap<String, Long> found = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder.resolve("out/summaries"))) {
      for (Path file :
          files.filter(name -> !name.getFileName().toString().startsWith(".")).toList()) {
        found.put(file.toString(), Files.getLastModifiedTime(file).toMillis());
      }
    }
    return found;
  }
}
