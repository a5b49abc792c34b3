package alrc.jobs.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.record.CurvePoint;
import alrc.core.record.Spike;
import alrc.jobs.process.Duck;
import alrc.jobs.results.CellResult;
import alrc.jobs.results.StudyResults;
import alrc.jobs.results.TrialFiles;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that would be markup, formulas, folders or line ends elsewhere stay names in exports. */
class HostileExportsTest {
  private static final List<String> NAMES =
      List.of(
          "<script>alert(1)</script>",
          "=1+1\"'\\",
          "a\nb\r\tc",
          "d\u202egnp\u200f",
          "../../../etc/x",
          "/abs",
          "..",
          "#$^\\{}%&");

  private static final TrialFiles FILES =
      new TrialFiles() {
        @Override
        public Optional<List<CurvePoint>> curve(String trialId) {
          return Optional.of(List.of(new CurvePoint(10, 2, 3, 0, 0.1, 2)));
        }

        @Override
        public Optional<List<Spike>> spikes(String trialId) {
          return Optional.of(List.of());
        }
      };

  @TempDir Path folder;
  private final Storage storage = StorageSettings.local().open();

  /** A cell for each name, which is its setting, its data and what they are digested to. */
  private static StudyResults study() {
    return new StudyResults(NAMES.get(0), NAMES.stream().map(HostileExportsTest::cell).toList());
  }

  private static CellResult cell(String name) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("trial_id", String.format(java.util.Locale.ROOT, "%016x", NAMES.indexOf(name)));
    row.put("study", NAMES.get(0));
    row.put("seed", 0L);
    row.put("status", "completed");
    row.put("iterations_done", 20L);
    row.put("started_at", 1_790_000_000_000L);
    row.put("wall_seconds", 4.0);
    for (String column : List.of("data", "data_digest", "device", "engine", "code_version")) {
      row.put(column, name);
    }
    Map<String, Object> settings = Map.of("model", name, "deviations", 3.0);
    return new CellResult("c" + NAMES.indexOf(name), settings, 1, 0, List.of(row), FILES);
  }

  @Test
  void runsOfTensorBoardAreFoldersWithPlainNames() throws Exception {
    List<String> files = new TensorBoardExport().write(storage, study(), folder.toString());

    assertEquals(NAMES.size(), new HashSet<>(files).size());
    Path own = folder.resolve("tensorboard");
    for (String file : files) {
      assertTrue(file.matches("tensorboard/[A-Za-z0-9.,=_+-]+/seed-0/events[a-z0-9.]+"), file);
      Path written = folder.resolve(file).toRealPath();
      assertTrue(written.startsWith(own.toRealPath()), file);
      assertEquals(own.toRealPath(), written.getParent().getParent().getParent(), file);
    }
  }

  @Test
  void aCrateHasThemAsTextAndNoneInAnIdentifier() throws Exception {
    String json = new RunCrate(study(), Instant.EPOCH).json(Instant.EPOCH);

    Set<String> data = new TreeSet<>();
    boolean named = false;
    for (JsonNode entity : new ObjectMapper().readTree(json).get("@graph")) {
      String id = entity.get("@id").asText();
      assertTrue(id.matches("[A-Za-z0-9.:/#_+=-]+"), id);
      named |= entity.path("name").asText().equals("Report of " + NAMES.get(0));
      if (entity.has("identifier")) {
        data.add(entity.get("identifier").asText());
      }
    }
    assertTrue(named);
    assertEquals(new TreeSet<>(NAMES), data);
  }

  @Test
  void curvesHaveThemAsTheyAre() throws Exception {
    new CurvesExport().write(storage, study(), folder.toString());

    assertTrue(Files.exists(folder.resolve("curves.parquet")));
    List<String> counted =
        Duck.rows(
            folder.resolve("curves.parquet"),
            "SELECT count(DISTINCT trial_id) FROM read_parquet('%s')");
    assertEquals(List.of(String.valueOf(NAMES.size())), counted);
  }
}
