package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import alrc.stem.dataset.Manifest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written does not depend on the machine's language: some write other digits. */
class LocaleTest {
  private final Locale usual = Locale.getDefault();

  @TempDir Path folder;

  @AfterEach
  void restore() {
    Locale.setDefault(usual);
  }

  @Test
  void anEgyptianMachineWritesTheSameAsAnAmericanOne() throws Exception {
    String input = folder.resolve("in").toString();
    assertEquals(0, run("synthesize", "--count", "1", "--size", "512", "--output", input));
    Path whole = onlyFile(folder.resolve("in"));
    byte[] bytes = Files.readAllBytes(whole);
    Files.write(folder.resolve("in/cut.tif"), Arrays.copyOf(bytes, bytes.length / 2));
    List<String> american = prepared("en-US", input);
    assertTrue(american.toString().matches("(?s).*\\d{4}.*"), american::toString);
    assertEquals("٧", String.format(Locale.forLanguageTag("ar-EG"), "%d", 7));
    assertEquals(american, prepared("ar-EG", input));
  }

  /** The seed of a Thai locale is a calendar and digits, that of a Turkish one a dotless i. */
  @Test
  void aReportAndADataSetAreTheSameEverywhere() throws Exception {
    Path study = folder.resolve("study.yaml");
    Files.writeString(study, STUDY);
    String input = folder.resolve("in").toString();
    assertEquals(0, run("synthesize", "--count", "2", "--size", "512", "--output", input));
    Map<String, String> usually = made("en-US", input, study);
    assertTrue(usually.size() > 10, usually.keySet()::toString);
    for (String language : List.of("th-TH-u-ca-buddhist-nu-thai", "ar-EG", "tr-TR", "de-DE")) {
      assertEquals(usually, made(language, input, study), language);
    }
  }

  private static final String STUDY =
      "study: s\ndata: {kind: synthetic, images: 10}\nmodel: {kind: supersampling, width: 0.05}\n"
          + "rule: {kind: alrc, deviations: [2, 3]}\nbatch: 1\niterations: 4\nseeds: 2\n"
          + "summary: {last: 2}\n";

  /** The files of a data set, and of the report of one sweep, by name: text without its times. */
  private Map<String, String> made(String language, String input, Path study) throws Exception {
    Locale.setDefault(Locale.US);
    Path sweep = folder.resolve("sweep");
    assertEquals(0, run("sweep", study.toString(), "--output", sweep.toString()));
    Locale.setDefault(Locale.forLanguageTag(language));
    Path out = folder.resolve("same");
    Path report = folder.resolve("report");
    assertEquals(0, run("prepare", "--input", input, "--output", out.toString()));
    assertEquals(0, run("report", sweep.toString(), "--output", report.toString()));
    assertEquals(0, run("plan", study.toString()));
    Map<String, String> files = new TreeMap<>();
    for (Path root : List.of(out, report)) {
      try (Stream<Path> walk = Files.walk(root)) {
        for (Path file : walk.filter(Files::isRegularFile).toList()) {
          if (file.endsWith("stamps.parquet")) {
            continue; // which files are young depends on the time of the run
          }
          byte[] bytes = Files.readAllBytes(file);
          files.put(folder.relativize(file).toString(), timeless(bytes));
        }
      }
    }
    for (Path root : List.of(out, report)) {
      try (Stream<Path> walk = Files.walk(root)) {
        walk.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
    return files;
  }

  private static String timeless(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .replaceAll("\\d{4}-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z?)?", "TIME");
  }

  private static Path onlyFile(Path in) throws Exception {
    try (var files = Files.list(in)) {
      return files.findFirst().orElseThrow();
    }
  }

  private List<String> prepared(String language, String input) throws Exception {
    Locale.setDefault(Locale.forLanguageTag(language));
    Path out = folder.resolve(language);
    assertEquals(0, run("prepare", "--input", input, "--output", out.toString()));
    String query = "SELECT source, reason, detail FROM read_parquet('%s/rejects.parquet')";
    List<String> rows = Duck.rows(out, query);
    String manifest = Files.readString(out.resolve("manifest.json"));
    return List.of(rows.toString(), Manifest.fromJson(manifest).digest());
  }

  private static int run(String... arguments) throws Exception {
    Alrc.Finished run = InProcess.run(arguments);
    assertEquals(0, run.status(), run::err);
    return run.status();
  }
}
