package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import alrc.stem.dataset.Manifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
